import { TestDatabases } from '@backstage/backend-test-utils';
import type { Deployment } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { EnvironmentRecord } from '../environments/Environments';
import {
  ANA,
  BEN,
  deltaOf,
  findEnvironment,
  TestEngine,
} from '../execution/__testUtils__/TestEngine';
import { TestWorld } from '../execution/__testUtils__/TestWorld';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
const CIA = { ref: 'user:default/cia' };
const WEB = { web: 'resources: { db: { type: postgres } }' };

describe.each(databases.eachSupportedId())('what people do with deployments, on %p', id => {
  let world: TestWorld;
  let engine: TestEngine;
  let environment: string;

  beforeEach(async () => {
    world = new TestWorld();
    engine = await TestEngine.create({ database: await databases.init(id), world });
    environment = await engine.addEnvironment();
  });
  afterEach(async () => {
    await engine.execution.stop();
  });

  const settled = async (uid: string, not?: string): Promise<Deployment> => {
    let deployment = await engine.ended(uid);
    while (deployment.status === 'awaiting-approval' && deployment.planHash === not) {
      await new Promise(resolve => setTimeout(resolve, 10));
      deployment = await engine.ended(uid);
    }
    return deployment;
  };
  const failing = async () => {
    world.before = ctx => {
      if (ctx.node.startsWith('postgres')) {
        throw new Error('The server says no.');
      }
    };
    const failed = await engine.deploy(environment, WEB);
    world.before = () => {};
    expect(failed.status).toBe('failed');
    return failed;
  };

  it('try again what failed, as a new deployment that refers to it', async () => {
    await engine.execution.start();
    const failed = await failing();
    const retry = await engine.deployments.retry(failed.uid, BEN);
    expect(retry).toMatchObject({
      number: 2,
      requestedBy: BEN.ref,
      workloads: ['web'],
      retryOf: { uid: failed.uid, number: 1 },
    });
    expect((await engine.ended(retry.uid)).status).toBe('succeeded');
    expect(world.databases.size).toBe(1);
    await expect(engine.deployments.retry(retry.uid, BEN)).rejects.toThrow(
      /is succeeded, so there is nothing to try again/,
    );
  });

  it('do not undo something newer by trying again', async () => {
    await engine.execution.start();
    const failed = await failing();
    await engine.deploy(environment, { web: '' }, { planOnly: true });
    await engine.deploy(environment, { api: '' });
    await engine.deploy(environment, { web: 'containers: { main: { image: "web:2" } }' });
    await expect(engine.deployments.retry(failed.uid, ANA)).rejects.toThrow(
      /Deployment 4 has brought web since/,
    );
  });

  it('get one retry under one key, and are told to wait for what has not ended', async () => {
    const waiting = await engine.submit(environment, WEB);
    await expect(engine.deployments.retry(waiting.uid, ANA)).rejects.toThrow(
      /is pending: cancel it, or wait/,
    );
    await engine.deployments.cancel(waiting.uid, ANA);
    const key = { key: 'k', route: 'retry', bodyHash: 'a' };
    const first = await engine.deployments.retry(waiting.uid, ANA, key);
    expect(await engine.deployments.retry(waiting.uid, ANA, key)).toEqual(first);
    await expect(engine.deployments.retry(waiting.uid, ANA)).rejects.toThrow(/Deployment 2/);
  });

  it('find the successor of what was superseded, and try that one again instead', async () => {
    const older = await engine.submit(environment, WEB);
    const newer = await engine.submit(environment, WEB, { onBusy: 'supersede' });
    expect(await engine.deployments.get(older.uid)).toMatchObject({
      status: 'superseded',
      supersededBy: { uid: newer.uid, number: 2 },
    });
    await expect(engine.deployments.retry(older.uid, ANA)).rejects.toThrow(
      /superseded by deployment 2: try that one again/,
    );
  });

  it('see who asked to cancel until the driver has stopped', async () => {
    let reached = () => {};
    const running = new Promise<void>(resolve => (reached = resolve));
    let stop = () => {};
    const stopped = new Promise<void>(resolve => (stop = resolve));
    world.before = async ctx => {
      if (ctx.node === 'workload#web') {
        reached();
        await new Promise<void>(resolve =>
          ctx.signal.addEventListener('abort', () => resolve(), { once: true }),
        );
        await stopped;
        ctx.signal.throwIfAborted();
      }
    };
    await engine.execution.stop();
    engine = await TestEngine.create({
      database: engine.database,
      world,
      settings: { abortGrace: 20_000 },
    });
    await engine.execution.start();
    const { uid } = await engine.submit(environment, { web: '' });
    await running;
    await engine.deployments.cancel(uid, BEN);
    expect(await engine.deployments.get(uid)).toMatchObject({
      status: 'applying',
      cancelRequestedBy: BEN.ref,
    });
    stop();
    const ended = await engine.ended(uid);
    expect([ended.status, ended.cancelRequestedBy]).toEqual(['cancelled', undefined]);
  });

  describe('that wait for approval', () => {
    let production: string;
    beforeEach(async () => {
      production = await engine.addEnvironment('prod', 'production');
      await engine.execution.start();
    });
    const approve = (deployment: Deployment, person: { ref: string }) =>
      engine.deployments.decide(deployment.uid, person, {
        planHash: deployment.planHash!,
        verdict: 'approved',
      });
    const waitingFor = async (person: { ref: string }) => {
      const { items } = await engine.deployments.list({ waitsFor: person.ref });
      return items.map(({ uid }) => uid);
    };

    it('are listed for those who may decide, and not for who asked', async () => {
      const waiting = await engine.deploy(production, { web: '' });
      await engine.deploy(environment, { web: '' });
      expect(await waitingFor(BEN)).toEqual([waiting.uid]);
      expect(await waitingFor(ANA)).toEqual([]);
      await engine.database('deployments').where({ uid: waiting.uid }).update({
        approvals_required: 2,
      });
      await approve(waiting, BEN);
      expect(await waitingFor(BEN)).toEqual([]);
      expect(await waitingFor(CIA)).toEqual([waiting.uid]);
      await approve(waiting, CIA);
      expect((await settled(waiting.uid)).status).toBe('succeeded');
    });

    it('are not decided by the person for whom a service submitted them, nor by the service', async () => {
      const { uid } = await engine.deployments.submit(
        {
          environmentUid: production,
          kind: 'deploy',
          delta: deltaOf({ web: '' }),
          planOnly: false,
          onBusy: 'queue',
        },
        { ref: 'ci', onBehalfOf: ANA.ref },
      );
      const waiting = await engine.ended(uid);
      expect(waiting).toMatchObject({ requestedBy: ANA.ref, submittedBy: 'ci' });
      for (const ref of [ANA.ref, 'User:default/Ana', 'ci']) {
        await expect(approve(waiting, { ref })).rejects.toThrow(/is your own request/);
      }
      expect(await waitingFor(ANA)).toEqual([]);
      expect(await waitingFor(BEN)).toEqual([uid]);
    });

    it('show what changed since the last approval', async () => {
      const waiting = await engine.deploy(production, { web: '' });
      const other = await engine.deploy(production, { api: '' });
      expect(await engine.deployments.plan(waiting.uid)).not.toHaveProperty('sinceApproval');
      await approve(other, BEN);
      expect((await settled(other.uid, 'none')).status).not.toBe('failed');
      while ((await engine.deployments.get(other.uid)).status !== 'succeeded') {
        await new Promise(resolve => setTimeout(resolve, 10));
      }
      await approve(waiting, BEN);
      const again = await settled(waiting.uid, waiting.planHash);
      expect(again.status).toBe('awaiting-approval');
      const { sinceApproval } = await engine.deployments.plan(waiting.uid);
      expect(sinceApproval?.hash).toBe(waiting.planHash);
      // The delivery exists by now, and so is updated where it was to be created.
      expect(sinceApproval?.changes).toEqual(
        expect.arrayContaining([
          expect.objectContaining({
            node: 'k8s-delivery.default#k8s-cluster',
            actionBefore: 'create',
            action: 'update',
          }),
        ]),
      );
    });
  });

  it('see what runs where by a number of statements that does not grow', async () => {
    await engine.execution.start();
    const environments = [environment];
    for (const name of ['b', 'c', 'd']) {
      environments.push(await engine.addEnvironment(name));
    }
    for (const uid of environments) {
      await engine.deploy(uid, { web: '', api: '', jobs: '' });
    }
    const records: EnvironmentRecord[] = [];
    for (const uid of environments) {
      records.push(await findEnvironment(engine.database, uid));
    }
    let statements = 0;
    const countOf = async (asked: typeof records) => {
      statements = 0;
      const count = () => (statements += 1);
      await engine.execution.stop();
      engine.database.on('query', count);
      const found = await engine.deployments.workloadStatuses(asked, {});
      engine.database.removeListener('query', count);
      return { statements, found: found.length };
    };
    const one = await countOf(records.slice(0, 1));
    expect(one.found).toBe(3);
    expect(await countOf(records)).toEqual({ statements: one.statements, found: 12 });
  });
});
