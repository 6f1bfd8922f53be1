import { TestDatabases } from '@backstage/backend-test-utils';
import { DBA, places, QUEUE, RolloutFixture } from './__testUtils__/RolloutFixture';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

describe.each(databases.eachSupportedId())('what a rollout reaches on %p', id => {
  let fixture: RolloutFixture;
  beforeEach(async () => {
    fixture = await RolloutFixture.create(await databases.init(id));
  });
  afterEach(() => fixture.remove());

  it('leaves out what is pinned and passes over environments that are closed, saying so', async () => {
    const { engine, rollouts } = await fixture.live({
      ...{ dev: 'development', pinned: 'development', locked: 'development' },
      paused: 'development',
    });
    await fixture.declare(2);
    const { definition_uid: definition } = await fixture
      .database('definition_versions')
      .join('definitions', 'definitions.uid', 'definition_versions.definition_uid')
      .where({ name: 'queue', version: 1 })
      .first('definition_uid');
    const pinnedIn = { uid: fixture.environments.get('pinned')! };
    const { application_uid: application } = await fixture
      .database('environments')
      .where(pinnedIn)
      .first();
    await fixture.database('pins').insert({
      ...{ uid: pinnedIn.uid, application_uid: application, environment_uid: pinnedIn.uid },
      ...{ node: QUEUE, definition_uid: definition, version: 1, created_by: DBA },
    });
    const close = (name: string, columns: object) =>
      fixture.database('environments').where({ name }).update(columns);
    await close('locked', { lock: JSON.stringify({ by: 'user:default/eva', reason: 'Audit.' }) });
    await close('paused', { status: 'paused' });

    const { uid } = await rollouts.start('queue', { version: 2, waves: [['development']] }, DBA);
    const done = await fixture.until(uid, each => each.status !== 'running');
    expect(done.status).toBe('succeeded');
    expect(done.environments).toMatchObject([
      { environment: 'dev', status: 'succeeded', pinned: [] },
      {
        ...{ environment: 'locked', status: 'skipped' },
        reason: 'The environment is locked by user:default/eva: Audit.',
      },
      { environment: 'paused', status: 'skipped' },
      { environment: 'pinned', status: 'skipped', pinned: [QUEUE], nodes: [] },
    ]);
    expect(done.environments[2].reason).toBe(
      'The environment is paused, so it takes no deployments.',
    );
    expect(await fixture.deployments()).toEqual(['dev succeeded']);
    expect(await fixture.versionIn('pinned')).toBe(1);
    expect(engine.events.length).toBeGreaterThan(0);
  });

  it('is what a new request matches where it has come, and nowhere else before its end', async () => {
    const { rollouts, engine } = await fixture.live({ dev: 'development', stage: 'staging' });
    await fixture.declare(2);
    fixture.failIn('stage');
    const { uid } = await rollouts.start(
      'queue',
      { version: 2, waves: [['development'], ['staging'], ['production']] },
      DBA,
    );
    await fixture.until(uid, each => each.status === 'paused');
    fixture.failNowhere();
    await fixture.deploy(fixture.replicas[0], 'dev2', 'development');
    expect(await fixture.versionIn('dev2')).toBe(2);
    const live = await engine.addEnvironment('live2', 'production');
    fixture.environments.set('live2', live);
    await fixture.deploy(fixture.replicas[0], 'live2', 'production');
    expect(await fixture.versionIn('live2')).toBe(1);
    await rollouts.stop(uid, {}, DBA);
    await fixture.deploy(fixture.replicas[0], 'dev3', 'development');
    expect(await fixture.versionIn('dev3')).toBe(1);
  });

  it('is not matched in an environment that waits for its turn in the wave', async () => {
    const { rollouts, engine } = await fixture.live({ a: 'development', b: 'development' });
    await fixture.declare(2);
    fixture.failIn('a');
    const { uid } = await rollouts.start('queue', { version: 2, concurrency: 1 }, DBA);
    const paused = await fixture.until(uid, each => each.status === 'paused');
    expect(places(paused)).toEqual(['a failed', 'b pending']);
    fixture.failNowhere();
    const other = { second: 'resources: { queue: { type: queue } }' };
    for (const [name, version] of Object.entries({ a: 2, b: 1 })) {
      await engine.deploy(fixture.environments.get(name)!, other);
      expect(await fixture.versionIn(name, 'queue.default#second.queue')).toBe(version);
    }
  });

  it('of a definition without a default makes it match where it has come, by its own criteria', async () => {
    const { rollouts } = await fixture.live({ dev: 'development' });
    const place = { definition: 'queue', version: 1 };
    await fixture.versions.changeStatus(place, { status: 'defective' }, DBA);
    await fixture.declare(2);
    await expect(fixture.deploy(fixture.replicas[0], 'new', 'development')).rejects.toThrow(
      'No definition makes queue',
    );
    fixture.failIn('dev');
    const { uid } = await rollouts.start('queue', { version: 2 }, DBA);
    await fixture.until(uid, each => each.status === 'paused');
    fixture.failNowhere();
    await fixture.deploy(fixture.replicas[0], 'new', 'development');
    expect(await fixture.versionIn('new')).toBe(2);
    await expect(fixture.deploy(fixture.replicas[0], 'later', 'staging')).rejects.toThrow(
      'No definition makes queue',
    );
  });

  it('keeps its waiting deployment when a submission supersedes others', async () => {
    const { engine, rollouts } = await fixture.live({ live: 'production' });
    await fixture.declare(2);
    const { uid } = await rollouts.start('queue', { version: 2 }, DBA);
    const { environments } = await fixture.until(
      uid,
      each => each.environments[0]?.deployment?.status === 'awaiting-approval',
    );
    const environment = fixture.environments.get('live')!;
    await engine.deploy(environment, { other: '' }, { onBusy: 'supersede' });
    expect(await engine.deployments.get(environments[0].deployment!.uid)).toMatchObject({
      status: 'awaiting-approval',
    });
  });
});
