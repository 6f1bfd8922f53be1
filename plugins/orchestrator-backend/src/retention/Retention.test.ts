import { TestDatabases, mockServices } from '@backstage/backend-test-utils';
import type { DeploymentStatus } from '@tutti/backstage-plugin-platform-orchestrator-common';
import { nodeId } from '@tutti/planner';
import type { Knex } from 'knex';
import { v7 as uuid } from 'uuid';
import { isPostgres } from '../database/columns';
import { appendLog } from '../database/deployments/appendLog';
import { findDeployment } from '../database/deployments/findDeployment';
import { readLog } from '../database/deployments/readLog';
import { saveSet } from '../database/deployments/saveSet';
import { prepareSchema } from '../database/__testUtils__/prepareSchema';
import {
  HOLDERS_OF_DEPLOYMENTS,
  PARTS_OF_DEPLOYMENTS,
} from '../database/retention/removeDeployments';
import { LOG_REMOVED } from '../database/retention/removeLogs';
import { seedDeployment, seedEnvironment, seedLedgerEntry } from '../database/__testUtils__/seed';
import { Retention } from './Retention';
import { DEFAULT_RETENTION_SETTINGS, type RetentionSettings } from './RetentionSettings';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
const OLD = '2020-01-01 00:00:00';

describe.each(databases.eachSupportedId())('retention in %p', id => {
  let knex: Knex;
  let environment: string;

  beforeEach(async () => {
    knex = await databases.init(id);
    await prepareSchema(knex);
    environment = await seedEnvironment(knex);
  });

  /** A deployment of a workload that ended long ago, unless something else is said. */
  async function ended(
    options: { workload?: string; status?: DeploymentStatus; at?: string; planOnly?: boolean } = {},
  ): Promise<string> {
    const { workload = 'web', status = 'succeeded', at = OLD, planOnly } = options;
    const uid = await seedDeployment(knex, environment, {
      delta: { upsert: { [workload]: { workload: {} as never } }, remove: [] },
      ...(planOnly && { planOnly }),
    });
    await knex('deployments').where({ uid }).update({ status, finished_at: at });
    return uid;
  }

  async function addPlan(uid: string, hash = 'h', baseSet?: string): Promise<void> {
    await knex('plans').insert({
      ...{ deployment_uid: uid, hash, fingerprint: 'f', content: '{}', base_set: baseSet },
    });
  }

  function retention(settings: Partial<RetentionSettings> = {}, share?: number): Retention {
    return Retention.create({
      ...{ database: knex, logger: mockServices.logger.mock(), share },
      settings: { ...DEFAULT_RETENTION_SETTINGS, keepLast: 1, ...settings },
    });
  }

  async function run(settings: Partial<RetentionSettings> = {}): Promise<void> {
    await knex('retention_progress').update({ step: null, position: null, finished_at: null });
    await retention(settings).run('all', new AbortController().signal);
  }

  async function numbers(): Promise<number[]> {
    return knex('deployments')
      .where({ environment_uid: environment })
      .orderBy('number')
      .pluck('number');
  }

  it('keeps the last deployments of an environment and all young ones, with all that belongs to them', async () => {
    const uids: string[] = [];
    for (let count = 0; count < 4; count++) {
      uids.push(await ended());
    }
    await ended({ at: new Date().toISOString().slice(0, 19).replace('T', ' ') });
    for (const uid of uids) {
      await addPlan(uid);
      await knex.transaction(transaction =>
        appendLog(transaction, uid, [{ level: 'info', message: 'a' }]),
      );
      await knex('approvals').insert({
        ...{ deployment_uid: uid, plan_hash: 'h', person: 'user:default/ana' },
        verdict: 'approved',
      });
      await knex('deployment_nodes').insert({
        ...{ deployment_uid: uid, position: 0, node: 'a', action: 'create', status: 'succeeded' },
      });
    }
    await run({ keepLast: 2 });
    expect(await numbers()).toEqual([4, 5]);
    for (const table of ['approvals', 'deployment_nodes', 'deployment_workloads', 'plans']) {
      const owners = await knex(table).pluck('deployment_uid');
      expect([table, owners.filter(uid => uids.indexOf(uid) < 3 && uids.includes(uid))]).toEqual([
        table,
        [],
      ]);
    }
    expect(await knex('plans').pluck('deployment_uid')).toEqual([uids[3]]);
  });

  it('never gives a number twice', async () => {
    await ended();
    await ended();
    await run();
    expect(await numbers()).toEqual([2]);
    const uid = await seedDeployment(knex, environment);
    expect(await findDeployment(knex, uid)).toMatchObject({ number: 3 });
  });

  it('keeps what each workload came from, and removes mere plans', async () => {
    await ended({ workload: 'api' }); // 1: the last that succeeded
    const worked = await ended({ workload: 'api', status: 'failed' }); // 2: the last that worked
    await knex('deployment_nodes').insert({
      ...{ deployment_uid: worked, position: 0, node: 'a', action: 'update', status: 'failed' },
    });
    await ended({ workload: 'api', status: 'cancelled' }); // 3: removed
    await ended({ workload: 'api', status: 'cancelled' }); // 4: the last
    await ended({ workload: 'api', status: 'planned', planOnly: true }); // 5: removed
    await ended(); // 6: the last of the environment
    await run();
    expect(await numbers()).toEqual([1, 2, 4, 6]);
  });

  it('keeps what the ledger, a rollout or an effect of unknown outcome needs', async () => {
    const needed = [await ended(), await ended(), await ended(), await ended()];
    await ended();
    await ended();
    await seedLedgerEntry(knex, environment, { lastDeploymentUid: needed[0] });
    const definition = uuid();
    await knex('definitions').insert({ uid: definition, name: 'd', source: 's', file: 'f' });
    await knex('definition_versions').insert({
      ...{ definition_uid: definition, version: 1, status: 'proposed', spec: '{}', hash: 'h' },
    });
    const rollout = uuid();
    await knex('rollouts').insert({
      ...{ uid: rollout, definition_uid: definition, version: 1, waves: '[]', wave: 1 },
      ...{ concurrency: 1, status: 'paused', started_by: 'a', status_deployment_uid: needed[1] },
    });
    await knex('rollout_environments').insert({
      ...{ rollout_uid: rollout, environment_uid: environment, wave: 1, status: 'failed' },
      deployment_uid: needed[2],
    });
    await knex('journal').insert(effect({ deployment_uid: needed[3], outcome: null }));
    await run();
    expect(await numbers()).toEqual([1, 2, 3, 4, 6]);
    expect(await knex('journal')).toHaveLength(1);
  });

  it('removes nothing behind a deployment that has not ended, which asks what came later', async () => {
    await ended();
    await ended({ status: 'awaiting-approval', at: undefined });
    await knex('deployments').where({ status: 'awaiting-approval' }).update({ finished_at: null });
    await ended();
    await ended();
    await run();
    expect(await numbers()).toEqual([2, 3, 4]);
  });

  it('leaves one line of a log that is too old, where a reader goes on', async () => {
    const uid = await ended();
    const running = await seedDeployment(knex, environment);
    const lines = Array.from({ length: 30 }, (_, index) => ({
      level: 'info' as const,
      node: nodeId({ type: 'cache', id: 'a' }),
      message: `line ${index + 1}`,
    }));
    for (const each of [uid, running]) {
      await knex.transaction(transaction => appendLog(transaction, each, lines));
    }
    await run();
    expect(await readLog(knex, { deploymentUid: uid, after: 7, limit: 100 })).toEqual([
      { cursor: '30', at: expect.any(String), level: 'info', message: LOG_REMOVED },
    ]);
    expect(await readLog(knex, { deploymentUid: running, after: 0, limit: 100 })).toHaveLength(30);
  });

  it('removes effects whose outcome is known, and sets that nothing refers to', async () => {
    const uid = await ended();
    await knex('journal').insert([
      effect({ deployment_uid: uid, outcome: 'succeeded', finished_at: OLD }),
      effect({ deployment_uid: uid, outcome: 'succeeded', finished_at: knex.fn.now() }),
    ]);
    const set = { workloads: {} };
    for (const hash of ['desired', 'base', 'made', 'planned', 'young', 'unused', 'used again']) {
      await saveSet(knex, hash, set);
    }
    await knex('deployment_sets').whereNot({ hash: 'young' }).update({ created_at: OLD });
    await saveSet(knex, 'used again', set);
    await knex('environments').update({ desired_set: 'desired' });
    await knex('deployments').where({ uid }).update({ base_set: 'base', set_hash: 'made' });
    await addPlan(uid, 'h', 'planned');
    await run();
    expect(await knex('journal')).toHaveLength(1);
    expect(await knex('deployment_sets').orderBy('hash').pluck('hash')).toEqual([
      'base',
      'desired',
      'made',
      'planned',
      'used again',
      'young',
    ]);
  });

  it('removes old impact reports, but not what a rollout was confirmed by', async () => {
    for (const [uid, status, created] of [
      ['old', 'done', OLD],
      ['asked', 'pending', OLD],
      ['new', 'done', undefined],
    ]) {
      await knex('impact_requests').insert({
        ...{ uid, change: '{}', change_hash: 'h', status, requested_by: 'a' },
        ...(created && { created_at: created }),
      });
      await knex('reports').insert({ uid, kind: 'impact', content: '{}' });
    }
    await run();
    expect(await knex('impact_requests').orderBy('uid').pluck('uid')).toEqual(['asked', 'new']);
    expect(await knex('reports').orderBy('uid').pluck('uid')).toEqual(['asked', 'new']);
  });

  it('goes on where it was stopped, and is due again after an hour', async () => {
    const task = retention();
    const ofOneMoment = retention({}, 0);
    expect(await task.unfinished()).toEqual(['all']);
    const stopped = new AbortController();
    stopped.abort();
    await task.run('all', stopped.signal);
    await ofOneMoment.run('all', new AbortController().signal);
    expect(await task.unfinished()).toEqual(['all']);
    await knex('retention_progress').update({ step: 'deployments', position: environment });
    const uid = await ended();
    await knex('impact_requests').insert({
      ...{ uid, change: '{}', change_hash: 'h', status: 'done', requested_by: 'a' },
      created_at: OLD,
    });
    await ended();
    await task.run('all', new AbortController().signal);
    // The environment was done before; the steps behind were not.
    expect(await numbers()).toEqual([1, 2]);
    expect(await knex('impact_requests')).toEqual([]);
    expect(await task.unfinished()).toEqual([]);
    await knex('retention_progress').update({ finished_at: OLD });
    expect(await task.unfinished()).toEqual(['all']);
  });

  it('knows every table that refers to deployments', async () => {
    const tables: string[] = isPostgres(knex)
      ? (
          await knex.raw(
            `select conrelid::regclass::text as name from pg_constraint ` +
              `where contype = 'f' and confrelid = 'deployments'::regclass`,
          )
        ).rows.map((row: { name: string }) => row.name)
      : (
          await knex.raw(
            `select tables.name as name from sqlite_master as tables, ` +
              `pragma_foreign_key_list(tables.name) as keys ` +
              `where tables.type = 'table' and keys."table" = 'deployments'`,
          )
        ).map((row: { name: string }) => row.name);
    const known = [...PARTS_OF_DEPLOYMENTS, ...HOLDERS_OF_DEPLOYMENTS];
    expect(tables.filter(table => !(known as string[]).includes(table))).toEqual([]);
  });

  function effect(rest: object): object {
    return {
      ...{ uid: uuid(), node: 'a', ledger_uid: uuid(), operation: 'apply' },
      ...{ idempotency_key: uuid(), intent: 'c', intent_digest: 'd', epoch: 1, fence: 1 },
      ...rest,
    };
  }
});
