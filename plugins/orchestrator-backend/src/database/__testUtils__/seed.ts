import type { DeploymentStatus } from '@tutti/backstage-plugin-platform-orchestrator-common';
import { nodeId } from '@tutti/planner';
import type { Knex } from 'knex';
import { v7 as uuid } from 'uuid';
import { insertDeployment, type NewDeployment } from '../deployments/insertDeployment';
import { insertLedgerEntry } from '../ledger/insertLedgerEntry';
import type { LedgerEntry } from '../ledger/LedgerEntry';

/** Writes an application `shop` with one environment, and returns the environment's uid. */
export async function seedEnvironment(knex: Knex, name = 'dev'): Promise<string> {
  const application = uuid();
  const environment = uuid();
  await knex('applications').insert({ uid: application, name: `shop-${name}` });
  await knex('environments').insert({
    uid: environment,
    application_uid: application,
    name,
    type: 'development',
  });
  return environment;
}

/** Writes a deployment of the workload `web`, in any status, and returns its uid. */
export async function seedDeployment(
  knex: Knex,
  environmentUid: string,
  rest: Partial<NewDeployment> & { status?: DeploymentStatus } = {},
): Promise<string> {
  const { status, ...fields } = rest;
  const uid = uuid();
  await knex.transaction(transaction =>
    insertDeployment(transaction, {
      uid,
      environmentUid,
      kind: 'deploy',
      delta: {
        upsert: { web: { workload: { apiVersion: 'score.dev/v1b1' } as never } },
        remove: [],
      },
      planOnly: false,
      onBusy: 'queue',
      requestedBy: 'user:default/ana',
      ...fields,
    }),
  );
  if (status) {
    await knex('deployments').where({ uid }).update({ status });
  }
  return uid;
}

/** An incarnation of the cache of `web`, as a driver would have made it. */
export function ledgerEntry(
  environmentUid: string,
  rest: Partial<LedgerEntry> = {},
): Omit<LedgerEntry, 'updatedAt'> {
  return {
    uid: uuid(),
    environmentUid,
    node: nodeId({ type: 'cache', id: 'web.cache' }),
    type: 'cache',
    class: 'default',
    id: 'web.cache',
    role: 'current',
    incarnation: 1,
    name: 'web-cache-12345678',
    catalog: { title: 'Cache' },
    definition: 'cache',
    definitionVersion: 1,
    driver: 'database',
    stateVersion: 1,
    stateful: false,
    refersOnly: false,
    requestHash: 'a'.repeat(64),
    params: { size: 1 },
    inputs: { database: 'c' },
    driverOutputs: { host: 'h' },
    outputs: { host: 'h' },
    state: 'cipher',
    presence: 'present',
    readiness: 'not-checked',
    deletion: { onRemoval: 'destroy', onEnvironmentDelete: 'destroy', protected: false },
    deletionPending: false,
    dependsOn: [],
    workloads: ['web'],
    settled: true,
    evidence: { seen: true },
    ...rest,
  };
}

/** Writes {@link ledgerEntry}, and returns its uid. */
export async function seedLedgerEntry(
  knex: Knex,
  environmentUid: string,
  rest: Partial<LedgerEntry> = {},
): Promise<string> {
  const entry = ledgerEntry(environmentUid, rest);
  await knex.transaction(transaction => insertLedgerEntry(transaction, entry));
  return entry.uid;
}
