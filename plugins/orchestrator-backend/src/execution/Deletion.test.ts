import { TestDatabases } from '@backstage/backend-test-utils';
import { permanentError } from '@tutti/backstage-plugin-platform-orchestrator-node';
import { buildSnapshot, readManifests } from '@tutti/planner';
import { freezeAt } from './__testUtils__/crashes';
import { ANA, BEN, TestEngine } from './__testUtils__/TestEngine';
import { TEST_MANIFESTS } from './__testUtils__/testManifests';
import { TestWorld } from './__testUtils__/TestWorld';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
const WITH_CACHE = 'resources: { cache: { type: cache } }';
const WITH_DATABASE = 'resources: { db: { type: postgres } }';
const REQUEST = { kind: 'destroy', planOnly: false, onBusy: 'queue' } as const;

/** The test manifests with another deletion policy for postgres. */
function registryWith(policy: string) {
  const text = TEST_MANIFESTS.replace(
    'metadata: { name: postgres }\nspec:\n  type: postgres',
    `metadata: { name: postgres }\nspec:\n  deletion: ${policy}\n  type: postgres`,
  );
  const registry = buildSnapshot(readManifests(text, { source: 'test.yaml' }).manifests);
  return { snapshot: async () => ({ registry, revision: '1' }) };
}

describe.each(databases.eachSupportedId())('the deletion of an environment on %p', id => {
  let world: TestWorld;
  let engine: TestEngine;
  let environment: string;

  const start = async (policy?: string) => {
    world = new TestWorld();
    engine = await TestEngine.create({
      ...{ database: await databases.init(id), world },
      ...(policy && { registry: registryWith(policy) }),
    });
    environment = await engine.addEnvironment();
    await engine.execution.start();
  };
  const submitDeletion = (options = {}, key?: string) =>
    engine.deployments.submitLifecycle(
      environment,
      { ...REQUEST, ...options },
      ANA,
      key === undefined ? undefined : { key, route: 'POST /deletion', bodyHash: 'a' },
    );
  const deletion = async (options = {}) => engine.ended((await submitDeletion(options)).uid);
  const status = async (uid = environment) =>
    (await engine.database('environments').where({ uid }).first()).status;
  const approve = async (uid: string) => {
    const { planHash = '' } = await engine.deployments.get(uid);
    await engine.deployments.decide(uid, BEN, { planHash, verdict: 'approved' });
    return engine.ended(uid);
  };
  const sameName = async () => {
    const row = await engine.database('environments').where({ uid: environment }).first();
    return engine.database('environments').insert({
      ...{ uid: '0199ffff-0000-7000-8000-000000000001', type: 'development' },
      ...{ application_uid: row.application_uid, name: row.name },
    });
  };

  afterEach(async () => {
    await engine.execution.stop();
  });

  it('destroys what is there, consumers first, and then the environment is gone and its name is free', async () => {
    await start();
    await engine.deploy(environment, { web: WITH_CACHE, api: '' });

    const ended = await deletion();

    expect(ended).toMatchObject({
      ...{ kind: 'destroy', status: 'succeeded', removed: ['api', 'web'] },
    });
    const destroyed = world.applied('destroy');
    const [delivery] = destroyed;
    expect(delivery).toMatch(/^k8s-delivery/);
    expect(destroyed.indexOf('workload#web')).toBeLessThan(
      destroyed.indexOf('cache.default#web.cache'),
    );
    expect(destroyed.indexOf('workload#web')).toBeLessThan(
      destroyed.findIndex(node => node.startsWith('k8s-cluster')),
    );
    expect(world.databases.size).toBe(0);
    expect(await engine.database('ledger')).toEqual([]);
    expect(await engine.database('environments').first()).toMatchObject({
      status: 'deleted',
      deleted_at: expect.anything(),
    });
    await sameName();
  });

  it('keeps the name until the environment is deleted', async () => {
    await start();
    await engine.deploy(environment, { web: WITH_DATABASE });
    await deletion();

    expect(await status()).toBe('deleting');
    await expect(sameName()).rejects.toMatchObject({ message: expect.stringMatching(/unique/i) });
  });

  it('waits for a person where the policy asks for approval, and takes no deployments meanwhile', async () => {
    await start();
    await engine.deploy(environment, { web: WITH_DATABASE });

    const waiting = await deletion();

    expect(waiting).toMatchObject({ status: 'awaiting-approval' });
    expect(waiting.approvals?.reason).toContain('postgres.default#web.db would be destroyed');
    await expect(engine.submit(environment, { web: '' })).rejects.toThrow(/is being deleted/);
    await expect(submitDeletion()).rejects.toThrow(/is being deleted/);
    expect(world.databases.size).toBe(1);
    expect(await approve(waiting.uid)).toMatchObject({ status: 'succeeded' });
    expect(world.databases.size).toBe(0);
    expect(await status()).toBe('deleted');
  });

  it('leaves the environment as it was when the deletion is rejected', async () => {
    await start('{ onEnvironmentDelete: destroy, protected: true }');
    await engine.deploy(environment, { web: WITH_DATABASE });
    const { uid, planHash = '', approvals } = await deletion();
    expect(approvals?.reason).toContain('postgres.default#web.db');

    await engine.deployments.decide(uid, BEN, { planHash, verdict: 'rejected', reason: 'Needed.' });

    expect(await status()).toBe('active');
    expect(await engine.deploy(environment, { web: WITH_DATABASE })).toMatchObject({
      status: 'succeeded',
    });
    expect(world.databases.size).toBe(1);
  });

  it('leaves behind what the policy retains: detached, listed, and to be destroyed later', async () => {
    await start('{ onEnvironmentDelete: retain }');
    await engine.deploy(environment, { web: WITH_DATABASE, api: WITH_CACHE });

    expect(await deletion()).toMatchObject({ status: 'succeeded' });

    expect(await status()).toBe('deleted');
    expect(world.databases.size).toBe(1);
    const { items } = await engine.ledger.list({});
    const left = items.find(({ type }) => type === 'postgres')!;
    expect(left).toMatchObject({ role: 'orphan', detached: true, presence: 'present' });
    const decision = { decision: 'destroy', reason: 'Copied.' } as const;
    const { deployment } = await engine.ledger.decideDestruction(left.uid, decision, BEN);
    expect(await engine.ended(deployment!.uid)).toMatchObject({ status: 'succeeded' });
    expect(world.databases.size).toBe(0);
    expect(await status()).toBe('deleted');
  });

  it('is tried again after a failure, and goes on with what is left', async () => {
    await start();
    await engine.deploy(environment, { web: WITH_CACHE, api: '' });
    world.before = ({ node }, operation) => {
      if (operation === 'destroy' && node.startsWith('cache')) {
        throw permanentError('The disk is full.');
      }
    };

    const failed = await deletion();

    expect(failed).toMatchObject({ status: 'failed', error: expect.stringContaining('disk') });
    expect(await status()).toBe('delete-failed');
    await expect(engine.submit(environment, { web: '' })).rejects.toThrow(/is delete-failed/);
    world.before = () => {};
    const again = await engine.deployments.retry(failed.uid, ANA);
    expect(await engine.ended(again.uid)).toMatchObject({ status: 'succeeded' });
    expect(await status()).toBe('deleted');
    expect(await engine.database('ledger')).toEqual([]);
    const workloads = world.applied('destroy').filter(node => node === 'workload#web');
    expect(workloads).toHaveLength(1);
  });

  it('destroys what is left, consumers first, when it is gone on with after a stop in the middle', async () => {
    await start();
    await engine.deploy(environment, { web: WITH_CACHE, api: '' });
    const delivery = world.applied().find(node => node.startsWith('k8s-delivery'))!;
    const freeze = freezeAt(delivery);
    world.before = freeze.hook;
    const { uid } = await submitDeletion();
    await freeze.frozen;
    await engine.execution.stop();

    // Slow, so that whatever did not wait for it would overtake what was under way.
    world.before = () => new Promise(resolve => setTimeout(resolve, 100));
    engine = await TestEngine.create({ database: engine.database, world });
    await engine.execution.start();

    expect(await engine.ended(uid)).toMatchObject({ status: 'succeeded' });
    expect(await engine.database('ledger').select('node', 'role')).toEqual([]);
    expect(world.databases.size).toBe(0);
    expect(await status()).toBe('deleted');
    const [again, ...others] = world.applied('destroy').slice(1);
    expect(again).toBe(delivery);
    expect(others).not.toContain(delivery);
    freeze.letGo();
  });

  it('does not take for present what may be gone, when it was cancelled in the middle', async () => {
    await start();
    await engine.deploy(environment, { web: WITH_CACHE });
    const { uid } = await submitDeletion({ planOnly: true });
    await engine.ended(uid);
    let cancel = () => {};
    world.after = ({ node, signal }, operation) => {
      if (operation === 'destroy' && node.startsWith('cache')) {
        cancel();
        return new Promise((_, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason));
        });
      }
      return undefined;
    };
    const submitted = await submitDeletion();
    cancel = () => void engine.deployments.cancel(submitted.uid, ANA);

    expect(await engine.ended(submitted.uid)).toMatchObject({ status: 'cancelled' });

    expect(world.databases.size).toBe(0);
    const row = await engine.database('ledger').where({ type: 'cache' }).first();
    expect(row).toMatchObject({ presence: 'not-checked' });
    expect(await status()).toBe('delete-failed');
    world.after = () => {};
    expect(await deletion()).toMatchObject({ status: 'succeeded' });
  });

  it('stays as it was when nothing could be planned, and says why', async () => {
    await start();
    await engine.deploy(environment, { web: WITH_CACHE });
    await engine.database('ledger').where({ type: 'cache' }).update({ presence: 'unknown' });

    expect(await deletion()).toMatchObject({
      status: 'failed',
      error: expect.stringContaining('tutti resource resolve'),
    });
    expect(await status()).toBe('active');
    expect(world.applied('destroy')).toEqual([]);
  });

  it('shows what it would do, and changes nothing', async () => {
    await start();
    await engine.deploy(environment, { web: WITH_CACHE });

    const planned = await deletion({ planOnly: true });

    expect(planned).toMatchObject({ status: 'planned' });
    const { nodes } = await engine.deployments.plan(planned.uid);
    expect(nodes.map(({ action }) => action)).toContain('destroy');
    expect(await status()).toBe('active');
    expect(world.applied('destroy')).toEqual([]);
  });

  it('takes the place of what waits, and takes away what was brought in before its turn', async () => {
    await start();
    let release = () => {};
    const held = new Promise<void>(resolve => {
      release = resolve;
    });
    world.before = () => held;
    const running = await engine.submit(environment, { web: WITH_CACHE });
    while (world.calls.length === 0) {
      await new Promise(resolve => setTimeout(resolve, 10));
    }
    const waiting = await engine.submit(environment, { api: WITH_CACHE });

    const { uid } = await submitDeletion();
    release();

    expect(await engine.ended(running.uid)).toMatchObject({ status: 'succeeded' });
    expect(await engine.ended(waiting.uid)).toMatchObject({
      status: 'superseded',
      supersededBy: { uid },
    });
    expect(await engine.ended(uid)).toMatchObject({ status: 'succeeded' });
    expect(world.databases.size).toBe(0);
    expect(await status()).toBe('deleted');
  });

  it('deletes an environment in which nothing was deployed', async () => {
    await start();
    expect(await deletion()).toMatchObject({ status: 'succeeded' });
    expect(await status()).toBe('deleted');
  });

  it('does not take an answer about the environment that had the name before', async () => {
    await start();
    const first = await submitDeletion({}, 'once');
    expect(await submitDeletion({}, 'once')).toMatchObject({ uid: first.uid });
    await engine.ended(first.uid);
    await sameName();
    environment = '0199ffff-0000-7000-8000-000000000001';

    const other = await submitDeletion({}, 'once');

    expect(other.uid).not.toBe(first.uid);
    expect(await engine.ended(other.uid)).toMatchObject({ number: 1, status: 'succeeded' });
  });
});
