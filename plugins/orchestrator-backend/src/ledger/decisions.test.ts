import { TestDatabases } from '@backstage/backend-test-utils';
import { BEN, TestEngine } from '../execution/__testUtils__/TestEngine';
import { TestWorld } from '../execution/__testUtils__/TestWorld';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
const CACHE = 'cache.default#web.cache';
const DATABASE = 'postgres.default#web.db';
const SERVER = 'server.default#server';

describe.each(databases.eachSupportedId())('what people decide about resources, on %p', id => {
  let world: TestWorld;
  let engine: TestEngine;
  let environment: string;

  beforeEach(async () => {
    world = new TestWorld();
    engine = await TestEngine.create({ database: await databases.init(id), world });
    environment = await engine.addEnvironment();
    await engine.execution.start();
  });
  afterEach(async () => {
    await engine.execution.stop();
  });
  const rowOf = (node: string) =>
    engine.database('ledger').where({ environment_uid: environment, node }).first();

  describe('of unknown presence', () => {
    const withCache = { web: 'resources: { cache: { type: cache } }' };
    let uid: string;
    beforeEach(async () => {
      await engine.deploy(environment, withCache);
      world.absence = 'unknown';
      await engine.deploy(environment, { web: '' });
      world.absence = 'absent';
      ({ uid } = await rowOf(CACHE));
    });

    it('refuses deployments that reach it with a sentence that says what to do, and lets others pass', async () => {
      const { items } = await engine.deployments.list({ environmentUids: [environment] });
      expect(items[0].status).toBe('needs-attention');
      for (const workloads of [{ web: '' }, withCache]) {
        expect(await engine.deploy(environment, workloads)).toMatchObject({
          status: 'failed',
          error: expect.stringContaining(`"tutti resource resolve ${uid}"`),
        });
      }
      expect((await engine.deploy(environment, { api: '' })).status).toBe('succeeded');
    });

    it('goes when a person says that it is absent, with their word kept, and is made anew', async () => {
      const request = { presence: 'absent' as const, reason: 'Looked with psql' };
      expect(await engine.ledger.resolve(uid, request, BEN)).toMatchObject({ presence: 'absent' });
      expect(await rowOf(CACHE)).toBeUndefined();
      expect(await engine.database('ledger_decisions')).toMatchObject([
        {
          ledger_uid: uid,
          node: CACHE,
          decision: 'absent',
          reason: 'Looked with psql',
          decided_by: BEN.ref,
          external_id: expect.stringContaining('cache'),
        },
      ]);
      const open = await engine.database('journal').whereNull('outcome');
      expect(open).toEqual([]);
      expect((await engine.deploy(environment, withCache)).status).toBe('succeeded');
      expect((await rowOf(CACHE)).uid).not.toBe(uid);
      await expect(engine.ledger.resolve(uid, request, BEN)).rejects.toThrow(
        /no active resource with the uid/,
      );
    });

    it('stays when a person says that it is present, and is then destroyed as it was to be', async () => {
      const request = { presence: 'present' as const, reason: 'It answers' };
      expect(await engine.ledger.resolve(uid, request, BEN)).toMatchObject({
        presence: 'present',
        evidence: { resolvedBy: BEN.ref, reason: 'It answers' },
      });
      await expect(engine.ledger.resolve(uid, request, BEN)).rejects.toThrow(
        /is known \(present\): a person resolves only/,
      );
      expect((await engine.deploy(environment, { web: '' })).status).toBe('succeeded');
      expect(await rowOf(CACHE)).toBeUndefined();
    });

    it('is not resolved while a deployment works in its environment', async () => {
      let reached = () => {};
      const running = new Promise<void>(resolve => (reached = resolve));
      let go = () => {};
      const gate = new Promise<void>(resolve => (go = resolve));
      world.before = async () => {
        reached();
        await gate;
      };
      const { uid: deployment } = await engine.submit(environment, { api: '' });
      await running;
      await expect(
        engine.ledger.resolve(uid, { presence: 'absent', reason: 'r' }, BEN),
      ).rejects.toThrow(/is applying in this environment/);
      go();
      await engine.ended(deployment);
    });
  });

  describe('that were left behind', () => {
    let uid: string;
    beforeEach(async () => {
      await engine.deploy(environment, {
        web: 'resources: { db: { type: postgres }, cache: { type: cache } }',
      });
      await engine.deploy(environment, { web: 'resources: { cache: { type: cache } }' });
      ({ uid } = await rowOf(DATABASE));
    });

    it('are destroyed by a deployment of their own, with what only they use, and nothing else is', async () => {
      const orphan = await engine.ledger.get(uid);
      expect(orphan).toMatchObject({ role: 'orphan', deletionPending: true });
      const calls = world.calls.length;
      const { deployment } = await engine.ledger.decideDestruction(
        uid,
        { decision: 'destroy', reason: 'Moved to the new one' },
        BEN,
      );
      expect(deployment).toMatchObject({
        kind: 'destroy',
        destroys: [uid],
        workloads: [],
        requestedBy: BEN.ref,
        comment: 'Moved to the new one',
      });
      expect(await engine.ended(deployment!.uid)).toMatchObject({
        status: 'succeeded',
        summary: { destroy: 2 },
      });
      expect(world.calls.slice(calls).map(call => [call.operation, call.node])).toEqual([
        ['destroy', DATABASE],
        ['destroy', SERVER],
      ]);
      expect(await rowOf(DATABASE)).toBeUndefined();
    });

    it('stay for good when a person keeps them', async () => {
      const request = { decision: 'keep' as const, reason: 'For the auditors' };
      const answer = await engine.ledger.decideDestruction(uid, request, BEN);
      expect(answer).toMatchObject({ resource: { role: 'orphan', deletionPending: false } });
      expect(answer).not.toHaveProperty('deployment');
      await engine.deploy(environment, { web: '' });
      expect(await rowOf(DATABASE)).toMatchObject({ role: 'orphan' });
    });

    it('stay although their policy would let them go, once a person has kept them', async () => {
      const deletion = JSON.stringify({
        ...{ onRemoval: 'destroy', onEnvironmentDelete: 'destroy', protected: false },
      });
      await engine.database('ledger').where({ uid }).update({ deletion, deletion_pending: false });
      await engine.ledger.decideDestruction(uid, { decision: 'keep', reason: 'Auditors' }, BEN);
      await engine.deploy(environment, { web: '' });
      expect(await rowOf(DATABASE)).toMatchObject({ role: 'orphan', presence: 'present' });
    });

    it('wait until the destruction that failed is tried again', async () => {
      world.before = (_, operation) => {
        if (operation === 'destroy') {
          throw new Error('The server says no.');
        }
      };
      const request = { decision: 'destroy' as const, reason: 'r' };
      const { deployment } = await engine.ledger.decideDestruction(uid, request, BEN);
      expect((await engine.ended(deployment!.uid)).status).toBe('failed');
      expect(Boolean((await rowOf(DATABASE)).deletion_pending)).toBe(true);
      world.before = () => {};
      const retry = await engine.deployments.retry(deployment!.uid, BEN);
      expect((await engine.ended(retry.uid)).status).toBe('succeeded');
      expect(await rowOf(DATABASE)).toBeUndefined();
    });

    it('are told from what is in use, which nobody destroys like that', async () => {
      const { uid: inUse } = await rowOf(CACHE);
      await expect(
        engine.ledger.decideDestruction(inUse, { decision: 'destroy', reason: 'r' }, BEN),
      ).rejects.toThrow(/was not left behind/);
    });
  });
});
