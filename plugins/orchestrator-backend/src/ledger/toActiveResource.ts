import type { ActiveResource } from '@tutti/backstage-plugin-platform-orchestrator-common';
import { mapSecrets, type JsonObject } from '@tutti/score';
import type { LocatedLedgerEntry } from '../database/ledger/listLedger';

/** An incarnation as the API shows it: outputs that are secret say so and nothing else. */
export function toActiveResource(entry: LocatedLedgerEntry): ActiveResource {
  return {
    uid: entry.uid,
    application: entry.application,
    environment: entry.environment,
    environmentUid: entry.environmentUid,
    environmentType: entry.environmentType,
    ...(entry.detached && { detached: true }),
    node: entry.node,
    type: entry.type,
    class: entry.class,
    id: entry.id,
    role: entry.role,
    incarnation: entry.incarnation,
    name: entry.name,
    catalog: entry.catalog,
    definition: entry.definition,
    definitionVersion: entry.definitionVersion,
    driver: entry.driver,
    stateful: entry.stateful,
    presence: entry.presence,
    readiness: entry.readiness,
    deletion: entry.deletion,
    deletionPending: entry.deletionPending,
    externalId: entry.externalId,
    params: entry.params,
    inputs: entry.inputs,
    outputs: mapSecrets(entry.outputs, () => ({ secret: true })) as JsonObject,
    evidence: entry.evidence,
    dependsOn: entry.dependsOn,
    workloads: entry.workloads,
    lastDeploymentUid: entry.lastDeploymentUid,
    updatedAt: entry.updatedAt,
  };
}
