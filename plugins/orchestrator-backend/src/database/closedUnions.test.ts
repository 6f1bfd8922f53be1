import { TestDatabases } from '@backstage/backend-test-utils';
import {
  ACTIVE_DEPLOYMENT_STATUSES,
  FINAL_DEPLOYMENT_STATUSES,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { DriverErrorClass } from '@tutti/backstage-plugin-platform-orchestrator-node';
import { nodeId, type DeploymentKind, type PlanAction, type Presence } from '@tutti/planner';
import type { Readiness } from '@tutti/planner';
import type { Knex } from 'knex';
import { v7 as uuid } from 'uuid';
import { NODE_TRANSITIONS } from '../deployments/nodeStatus';
import { ENVIRONMENT_TRANSITIONS } from '../environments/environmentStatus';
import { prepareSchema } from './__testUtils__/prepareSchema';
import { seedDeployment, seedEnvironment, seedLedgerEntry } from './__testUtils__/seed';
import { insertDeploymentNodes } from './deployments/insertDeploymentNodes';
import type { JournalOperation } from './execution/JournalEntry';
import { insertIntents } from './execution/insertIntents';
import type { SettledIntent } from './execution/settleIntents';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

/** All members of a union; one that is missing or too many does not compile. */
function all<T extends string>(members: Record<T, true>): string[] {
  return Object.keys(members);
}

const UNIONS: Record<string, string[]> = {
  'deployments.status': [...ACTIVE_DEPLOYMENT_STATUSES, ...FINAL_DEPLOYMENT_STATUSES],
  'deployments.kind': all<DeploymentKind>({
    ...{ deploy: true, destroy: true, rollback: true, promote: true, clone: true },
    ...{ refresh: true, rollout: true, 'drift-repair': true },
  }),
  'deployment_nodes.status': Object.keys(NODE_TRANSITIONS),
  'deployment_nodes.action': all<PlanAction>({
    ...{ create: true, update: true, replace: true, move: true, adopt: true, unchanged: true },
    ...{ retain: true, destroy: true, blocked: true },
  }),
  'deployment_nodes.error_class': all<DriverErrorClass>({
    ...{ transient: true, permanent: true, conflict: true, cancelled: true },
  }),
  'journal.operation': all<JournalOperation>({ apply: true, adopt: true, destroy: true }),
  'journal.outcome': all<SettledIntent['outcome']>({
    ...{ succeeded: true, failed: true, overtaken: true },
  }),
  'ledger.presence': all<Presence>({
    ...{ present: true, absent: true, unknown: true, 'not-checked': true },
  }),
  'ledger.readiness': all<Readiness>({
    ...{ ready: true, progressing: true, degraded: true, 'not-checked': true },
  }),
  'ledger.drift': ['none', 'drifted', 'not-checked'],
  'environments.status': Object.keys(ENVIRONMENT_TRANSITIONS),
};

describe.each(databases.eachSupportedId())('closed unions in %p', id => {
  let knex: Knex;

  beforeAll(async () => {
    knex = await databases.init(id);
    await prepareSchema(knex);
    const environment = await seedEnvironment(knex);
    const deploymentUid = await seedDeployment(knex, environment);
    const ledgerUid = await seedLedgerEntry(knex, environment);
    const node = nodeId({ type: 'cache', id: 'web.cache' });
    await knex.transaction(async transaction => {
      await insertDeploymentNodes(transaction, deploymentUid, [
        { position: 0, node, action: 'create' },
      ]);
      await insertIntents(transaction, [
        {
          ...{ uid: uuid(), deploymentUid, node, ledgerUid, operation: 'apply' },
          ...{ idempotencyKey: 'k', intent: 'cipher', digest: 'd' },
          fence: { epoch: 1, counter: 1 },
        },
      ]);
    });
  });

  it.each(Object.keys(UNIONS))(
    'are held by the database, where nothing else goes in: %s',
    async name => {
      const [table, column] = name.split('.');
      for (const value of UNIONS[name]) {
        await knex(table).update({ [column]: value });
        expect(await knex(table).first(column)).toEqual({ [column]: value });
      }
      await expect(knex(table).update({ [column]: 'nonsense' })).rejects.toMatchObject({
        message: expect.stringMatching(/check constraint/i),
      });
      const row = await knex(table).first();
      await expect(knex(table).insert({ ...row, [column]: 'nonsense' })).rejects.toMatchObject({
        message: expect.stringMatching(/check constraint/i),
      });
    },
  );
});
