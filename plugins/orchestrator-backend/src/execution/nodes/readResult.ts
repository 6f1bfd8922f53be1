import type { Driver, DriverResult } from '@tutti/backstage-plugin-platform-orchestrator-node';
import {
  KUBERNETES_DELIVERY_TYPE,
  resolveOutputs,
  type NodeId,
  type PlanNode,
} from '@tutti/planner';
import { canonicalJson, isSecretValue, secretValue, type JsonObject } from '@tutti/score';
import type { LedgerEntry } from '../../database/ledger/LedgerEntry';
import type { NodeWork } from './NodeWork';

/** What a driver's result means for the ledger. */
export interface ReadResult {
  /** State and secrets as cipher text, outputs with references in place of secrets, the evidence; without external id. */
  columns: Partial<LedgerEntry>;
  /** Without secrets. */
  evidence: JsonObject;
  /** Why it is not what the resource type promises; undefined when it is. */
  problem?: string;
  /** Deliveries that have to bring other manifests than before. */
  unsettled: NodeId[];
}

/** Reads what a driver made or adopted, for one incarnation; from here on its secrets are masked in the log. */
export async function readResult(
  work: NodeWork,
  node: PlanNode,
  made: { entry: LedgerEntry; driver: Driver; result: DriverResult },
): Promise<ReadResult> {
  const { entry, driver, result } = made;
  const { redactor, services } = work.run;
  const { uid } = entry;
  const secrets = await clearSecretOutputs(work, result);
  // Only now all secrets are known that it may not hold.
  const evidence = redactor.redactValue(result.evidence ?? {}) as JsonObject;
  const marks = Object.fromEntries(
    Object.keys(secrets).map(property => [
      property,
      secretValue([{ store: 'ledger', key: uid, property }]),
    ]),
  );
  const schema = work.index.outputsOf(node.type);
  const { outputs, problems } = resolveOutputs(node, { ...result.outputs, ...marks }, schema);
  const changedManifests =
    result.manifests !== undefined &&
    canonicalJson(result.manifests) !== canonicalJson(entry.manifests ?? []);
  return {
    columns: {
      driverOutputs: result.outputs,
      outputs,
      state: services.ciphers.seal(uid, 'state', result.state),
      stateVersion: driver.stateVersion,
      ...(Object.keys(secrets).length > 0 && {
        secretOutputs: services.ciphers.seal(uid, 'secret_outputs', secrets),
      }),
      ...(result.manifests && { manifests: result.manifests }),
      presence: 'present',
      evidence,
    },
    evidence,
    problem: problems.find(({ severity }) => severity === 'error')?.message,
    unsettled: changedManifests ? deliveriesOf(work, node.node) : [],
  };
}

function deliveriesOf(work: NodeWork, node: NodeId): NodeId[] {
  return work.plan.nodes
    .filter(other => other.type === KUBERNETES_DELIVERY_TYPE && other.dependsOn.includes(node))
    .map(other => other.node);
}

async function clearSecretOutputs(work: NodeWork, result: DriverResult): Promise<JsonObject> {
  const { services, redactor } = work.run;
  const secrets: JsonObject = {};
  for (const [name, value] of Object.entries(result.secretOutputs ?? {})) {
    const clear = isSecretValue(value) ? await services.secretStores.resolve(value) : String(value);
    redactor.register(clear);
    secrets[name] = clear;
  }
  return secrets;
}
