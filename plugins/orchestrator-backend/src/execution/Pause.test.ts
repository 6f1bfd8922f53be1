import { TestDatabases } from '@backstage/backend-test-utils';
import { ANA, BEN, TestEngine } from './__testUtils__/TestEngine';
import { TestWorld } from './__testUtils__/TestWorld';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
const SENTENCE =
  'The environment dev of shop-dev is paused by user:default/ben: The audit runs. Deployments are refused until somebody resumes it.';

describe.each(databases.eachSupportedId())('a paused environment on %p', id => {
  let engine: TestEngine;
  let environment: string;
  const pause = (refuse = false) =>
    engine.gates.pause(environment, { reason: 'The audit runs', refuse }, BEN);
  const log = async (uid: string) =>
    (await engine.deployments.log(uid, {})).items.map(({ message }) => message);

  beforeEach(async () => {
    const database = await databases.init(id);
    engine = await TestEngine.create({ database, world: new TestWorld() });
    environment = await engine.addEnvironment();
    await engine.execution.start();
  });
  afterEach(async () => {
    await engine.execution.stop();
  });

  it('lets deployments wait, says who paused it and why, and goes on in order when it is resumed', async () => {
    await pause();
    const first = await engine.submit(environment, { web: '' });
    const second = await engine.submit(environment, { web: '' });
    expect(await log(first.uid)).toContain(
      'The environment dev of shop-dev is paused by user:default/ben: The audit runs. It waits.',
    );

    // What changes nothing goes past what waits.
    const planned = await engine.deploy(environment, { web: '' }, { planOnly: true });

    expect(planned.status).toBe('planned');
    expect(await engine.deployments.get(first.uid)).toMatchObject({ status: 'pending' });
    await engine.gates.resume(environment);
    expect(await engine.ended(second.uid)).toMatchObject({ status: 'succeeded' });
    const begun = [first, second].map(({ uid }) => engine.deployments.get(uid));
    const [one, two] = await Promise.all(begun);
    expect(one.status).toBe('succeeded');
    expect(Date.parse(one.finishedAt!)).toBeLessThanOrEqual(Date.parse(two.finishedAt!));
  });

  it('refuses deployments where that was asked for, by who paused it or by who submits', async () => {
    await pause(true);
    await expect(engine.submit(environment, { web: '' })).rejects.toThrow(SENTENCE);
    await expect(pause()).rejects.toThrow(/Resume it first/);
    await engine.gates.resume(environment);
    await expect(engine.gates.resume(environment)).rejects.toThrow(/is active and not paused/);
    await pause();
    await expect(engine.submit(environment, { web: '' }, { onBusy: 'refuse' })).rejects.toThrow(
      SENTENCE,
    );
  });

  it('ends what is under way, and keeps out what comes back from approval', async () => {
    const production = await engine.addEnvironment('prod', 'production');
    const waiting = await engine.deploy(production, { web: '' });
    await engine.gates.pause(production, { reason: 'Freeze.', refuse: false }, BEN);
    const { uid, planHash = '' } = waiting;

    await engine.deployments.decide(uid, BEN, { planHash, verdict: 'approved' });

    await engine.deploy(environment, { web: '' }); // the lanes are awake
    expect(await engine.deployments.get(uid)).toMatchObject({ status: 'pending' });
    await engine.gates.resume(production);
    expect(await engine.ended(uid)).toMatchObject({ status: 'succeeded' });
  });

  it('can be deleted, and what waits in it is superseded', async () => {
    await pause();
    const { uid } = await engine.submit(environment, { web: '' });
    const deletion = await engine.deployments.submitLifecycle(
      environment,
      { kind: 'destroy', planOnly: false, onBusy: 'queue' },
      ANA,
    );
    expect(await engine.ended(deletion.uid)).toMatchObject({ status: 'succeeded' });
    expect(await engine.deployments.get(uid)).toMatchObject({ status: 'superseded' });
  });
});
