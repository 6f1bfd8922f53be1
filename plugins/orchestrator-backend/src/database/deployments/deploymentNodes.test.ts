import { TestDatabases } from '@backstage/backend-test-utils';
import { nodeId, type Plan } from '@tutti/planner';
import type { Knex } from 'knex';
import { seedDeployment, seedEnvironment } from '../__testUtils__/seed';
import { prepareSchema } from '../__testUtils__/prepareSchema';
import { removeIdempotencyKeys } from '../retention/removeIdempotencyKeys';
import { appendLog } from './appendLog';
import { changeNodes, type NodeChange } from './changeNodes';
import { claimIdempotencyKey } from './claimIdempotencyKey';
import { findNodeAppliedLater } from './findNodeAppliedLater';
import { deleteDeploymentNodes } from './deleteDeploymentNodes';
import { insertPlan } from './insertPlan';
import { insertDeploymentNodes } from './insertDeploymentNodes';
import { listDeploymentNodes } from './listDeploymentNodes';
import { readLog } from './readLog';
import { saveFirstAnswer } from './saveFirstAnswer';
import { skipPendingNodes } from './skipPendingNodes';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
const CACHE = nodeId({ type: 'cache', id: 'web.cache' });
const WEB = nodeId({ type: 'workload', id: 'web' });

describe.each(databases.eachSupportedId())('nodes, log and idempotency keys in %p', id => {
  let knex: Knex;
  let environment: string;
  let uid: string;

  beforeEach(async () => {
    knex = await databases.init(id);
    await prepareSchema(knex);
    environment = await seedEnvironment(knex);
    uid = await seedDeployment(knex, environment);
    await knex.transaction(transaction =>
      insertDeploymentNodes(transaction, uid, [
        { position: 3, node: WEB, action: 'update' },
        { position: 1, node: CACHE, action: 'create' },
      ]),
    );
  });

  it('lists nodes in the order of work, those of a later plan once those of the earlier one are gone', async () => {
    expect(
      (await listDeploymentNodes(knex, uid)).map(({ node, status }) => [node, status]),
    ).toEqual([
      [CACHE, 'pending'],
      [WEB, 'pending'],
    ]);
    await knex.transaction(async transaction => {
      await deleteDeploymentNodes(transaction, uid);
      await insertDeploymentNodes(transaction, uid, []);
      await insertDeploymentNodes(transaction, uid, [
        { position: 0, node: WEB, action: 'unchanged' },
      ]);
    });
    expect(await listDeploymentNodes(knex, uid)).toHaveLength(1);
  });

  it('takes many nodes at once', async () => {
    const nodes = Array.from({ length: 998 }, (_, index) => ({
      position: index + 4,
      node: nodeId({ type: 'cache', id: `c${index}` }),
      action: 'create' as const,
    }));
    await knex.transaction(transaction => insertDeploymentNodes(transaction, uid, nodes));
    expect(await listDeploymentNodes(knex, uid)).toHaveLength(1000);
  });

  it('changes the status of a node along the table, with times and errors', async () => {
    const change = (...changes: Omit<NodeChange, 'position'>[]) =>
      knex.transaction(async transaction => {
        for (const each of changes) {
          await changeNodes(transaction, uid, [{ position: 1, ...each }]);
        }
      });
    await change(
      { from: 'pending', to: 'running', attempt: true },
      { from: 'running', to: 'running', attempt: true },
    );
    expect((await listDeploymentNodes(knex, uid))[0]).toMatchObject({
      status: 'running',
      attempts: 2,
      startedAt: expect.any(String),
      finishedAt: undefined,
    });
    await change({ from: 'running', to: 'failed', error: 'no', errorClass: 'permanent' });
    expect((await listDeploymentNodes(knex, uid))[0]).toMatchObject({
      status: 'failed',
      error: 'no',
      errorClass: 'permanent',
      finishedAt: expect.any(String),
    });
    await expect(change({ from: 'running', to: 'succeeded' })).rejects.toThrow(
      /is no longer running/,
    );
    await expect(change({ from: 'failed', to: 'succeeded' })).rejects.toThrow(
      /cannot become succeeded/,
    );
  });

  it('skips only what was not begun', async () => {
    await knex.transaction(async transaction => {
      await changeNodes(transaction, uid, [{ position: 1, from: 'pending', to: 'running' }]);
      await skipPendingNodes(transaction, uid, 'cancelled');
    });
    expect((await listDeploymentNodes(knex, uid)).map(({ status }) => status)).toEqual([
      'running',
      'skipped',
    ]);
  });

  it('finds the first node that a higher number has worked on since a plan was made', async () => {
    const later = await seedDeployment(knex, environment);
    await knex.transaction(async transaction => {
      await insertDeploymentNodes(transaction, later, [
        { position: 0, node: CACHE, action: 'update' },
        { position: 1, node: WEB, action: 'unchanged' },
      ]);
      await changeNodes(transaction, later, [
        { position: 0, from: 'pending', to: 'running', attempt: true },
      ]);
    });
    const planUnder = (counter: number) =>
      knex.transaction(transaction =>
        insertPlan(transaction, {
          ...{
            deploymentUid: uid,
            hash: 'h',
            baseSet: undefined,
            plan: { fingerprint: 'f' } as Plan,
          },
          fence: { epoch: 1, counter },
        }),
      );
    await planUnder(4);
    await knex('deployments').where({ uid: later }).update({ entered_lane_fence: 5 });
    const find = (number: number, nodes = [CACHE, WEB], planHash = 'h') =>
      findNodeAppliedLater(knex, {
        ...{ environmentUid: environment, number, nodes },
        since: { deploymentUid: uid, planHash },
      });
    expect(await find(1)).toEqual({ node: CACHE, number: 2 });
    expect(await find(2)).toBeUndefined();
    expect(await find(1, [WEB])).toBeUndefined();
    await planUnder(6);
    expect(await find(1)).toBeUndefined();
    expect(await find(1, [CACHE], 'of a plan that is gone')).toEqual({ node: CACHE, number: 2 });
  });

  it('numbers log lines from 1 and reads on after any of them', async () => {
    await knex.transaction(async transaction => {
      await appendLog(transaction, uid, []);
      await appendLog(transaction, uid, [
        { level: 'info', phase: 'read', message: 'a' },
        { level: 'error', node: CACHE, message: 'b' },
      ]);
      await appendLog(transaction, uid, [{ level: 'warn', message: 'c' }]);
    });
    const lines = await readLog(knex, { deploymentUid: uid, after: 1, limit: 10 });
    expect(lines).toEqual([
      {
        cursor: '2',
        at: expect.any(String),
        level: 'error',
        phase: undefined,
        node: CACHE,
        message: 'b',
      },
      {
        cursor: '3',
        at: expect.any(String),
        level: 'warn',
        phase: undefined,
        node: undefined,
        message: 'c',
      },
    ]);
    expect(await readLog(knex, { deploymentUid: uid, after: 0, limit: 1 })).toHaveLength(1);
  });

  it('gives a key to the first, its answer to the second, and forgets it after a day', async () => {
    const key = { principal: 'user:default/ana', route: 'POST /x', key: 'k', bodyHash: 'b' };
    await knex.transaction(async transaction => {
      expect(await claimIdempotencyKey(transaction, key)).toBeUndefined();
      await saveFirstAnswer(transaction, { ...key, response: '{"number":1}' });
    });
    await knex.transaction(async transaction => {
      expect(await claimIdempotencyKey(transaction, { ...key, bodyHash: 'c' })).toEqual({
        bodyHash: 'b',
        response: '{"number":1}',
      });
      expect(
        await claimIdempotencyKey(transaction, { ...key, principal: 'other' }),
      ).toBeUndefined();
    });
    expect(await removeIdempotencyKeys(knex, 60)).toBe(0);
    await knex('idempotency')
      .where({ principal: 'other' })
      .update({ created_at: '2020-01-01 00:00:00' });
    expect(await removeIdempotencyKeys(knex, 60)).toBe(1);
  });
});
