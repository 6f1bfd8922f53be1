import { TestDatabases } from '@backstage/backend-test-utils';
import { DBA, places, QUEUE, RolloutFixture } from './__testUtils__/RolloutFixture';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

describe.each(databases.eachSupportedId())('a rollout on %p', id => {
  let fixture: RolloutFixture;
  beforeEach(async () => {
    fixture = await RolloutFixture.create(await databases.init(id));
  });
  afterEach(() => fixture.remove());

  it('brings a version from wave to wave, waits for approvals, and makes it the default at the end', async () => {
    const { engine, rollouts } = await fixture.live();
    await fixture.declare(2);
    const started = await rollouts.start('queue', { version: 2, reason: 'More room.' }, DBA);
    expect(started).toMatchObject({
      ...{ status: 'running', version: 2, defaultBefore: 1, wave: 1, concurrency: 5 },
      waves: [['development'], ['staging'], ['production']],
    });

    const waiting = await fixture.until(
      started.uid,
      each => each.environments.at(-1)?.deployment?.status === 'awaiting-approval',
    );
    expect(waiting).toMatchObject({ status: 'running', wave: 3 });
    expect(places(waiting)).toEqual(['dev succeeded', 'stage succeeded', 'live running']);
    expect(
      await Promise.all(['dev', 'stage', 'live'].map(each => fixture.versionIn(each))),
    ).toEqual([2, 2, 1]);
    expect(await fixture.versions.list('queue')).toMatchObject([
      { version: 2, status: 'proposed' },
      { version: 1, status: 'default' },
    ]);

    const { deployment, nodes } = waiting.environments.at(-1)!;
    expect(nodes).toEqual([QUEUE]);
    expect(await engine.deployments.get(deployment!.uid)).toMatchObject({
      ...{ kind: 'rollout', requestedBy: DBA, workloads: [] },
      comment: 'Rollout of queue, version 2, wave 3 of 3: More room.',
    });
    await fixture.approved(engine, deployment!);
    const done = await fixture.until(started.uid, each => each.status !== 'running');
    expect(done).toMatchObject({ status: 'succeeded', summary: { succeeded: 3 } });
    expect(await fixture.versionIn('live')).toBe(2);
    expect(await fixture.versions.list('queue')).toMatchObject([
      { version: 2, status: 'default', criteriaInForce: true, changed: { by: DBA } },
      { version: 1, status: 'deprecated' },
    ]);
    // Each environment once, in order, and nothing but what the rollout names.
    expect(await fixture.deployments()).toEqual([
      'dev succeeded',
      'stage succeeded',
      'live succeeded',
    ]);
  });

  it('pauses when a deployment fails, and tries it again when it is resumed', async () => {
    const { engine, rollouts } = await fixture.live();
    await fixture.declare(2);
    fixture.failIn('stage');
    const { uid } = await rollouts.start('queue', { version: 2 }, DBA);
    const paused = await fixture.until(uid, each => each.status !== 'running');
    expect(paused).toMatchObject({ status: 'paused', wave: 2 });
    expect(paused.changed!.by).toBeUndefined();
    expect(paused.changed!.reason).toMatch(
      /^Deployment 2 of shop-stage\/stage is failed: .*The disk is full/,
    );
    expect(paused.changed!.deploymentUid).toBe(paused.environments[1].deployment!.uid);
    expect(places(paused)).toEqual(['dev succeeded', 'stage failed']);
    expect(await fixture.versionIn('live')).toBe(1);

    fixture.failNowhere();
    await rollouts.resume(uid, { reason: 'Bought a disk.' }, DBA);
    const waiting = await fixture.until(
      uid,
      each => each.environments.at(-1)?.deployment?.status === 'awaiting-approval',
    );
    expect(places(waiting)).toEqual(['dev succeeded', 'stage succeeded', 'live running']);
    expect(waiting.changed).toMatchObject({ by: DBA, reason: 'Bought a disk.' });
    await fixture.approved(engine, waiting.environments.at(-1)!.deployment!);
    await fixture.until(uid, each => each.status === 'succeeded');
    expect(await fixture.deployments()).toEqual([
      'dev succeeded',
      'stage failed',
      'stage succeeded',
      'live succeeded',
    ]);
  });

  it('that is stopped cancels what waits for approval, once, and leaves what it has reached', async () => {
    const { rollouts } = await fixture.live();
    await fixture.declare(2);
    const { uid } = await rollouts.start('queue', { version: 2 }, DBA);
    await fixture.until(
      uid,
      each => each.environments.at(-1)?.deployment?.status === 'awaiting-approval',
    );
    await rollouts.stop(uid, { reason: 'Too slow.' }, 'user:default/ana');
    const stopped = await fixture.until(uid, each => each.summary.running === undefined);
    expect(stopped).toMatchObject({
      status: 'stopped',
      changed: { by: 'user:default/ana', reason: 'Too slow.' },
    });
    expect(places(stopped)).toEqual(['dev succeeded', 'stage succeeded', 'live skipped']);
    expect(stopped.environments[2].reason).toContain('Cancelled by user:default/ana.');
    expect(await fixture.deployments()).toEqual([
      'dev succeeded',
      'stage succeeded',
      'live cancelled',
    ]);
    expect([await fixture.versionIn('dev'), await fixture.versionIn('live')]).toEqual([2, 1]);
    await expect(rollouts.resume(uid, {}, DBA)).rejects.toThrow('so it cannot be resumed');
    await expect(rollouts.stop(uid, {}, DBA)).rejects.toThrow('is stopped already');

    // The way back is a rollout of what has been the default all along.
    const back = await rollouts.start(
      'queue',
      { version: 1, waves: [['development', 'staging']] },
      DBA,
    );
    await fixture.until(back.uid, each => each.status === 'succeeded');
    expect([await fixture.versionIn('dev'), await fixture.versionIn('stage')]).toEqual([1, 1]);
  });

  it('that a person pauses begins nothing more until it is resumed', async () => {
    const { rollouts, task } = await fixture.replica();
    await fixture.live();
    await fixture.declare(2);
    await fixture.replicas[1].engine.execution.stop();
    const { uid } = await rollouts.start('queue', { version: 2 }, DBA);
    await rollouts.pause(uid, { reason: 'Lunch.' }, DBA);
    await task.run(uid, new AbortController().signal);
    expect(await rollouts.get(uid)).toMatchObject({
      ...{ status: 'paused', wave: 1, summary: { pending: 1 } },
      changed: { by: DBA, reason: 'Lunch.' },
    });
    await expect(rollouts.pause(uid, {}, DBA)).rejects.toMatchObject({ name: 'ConflictError' });
    await rollouts.resume(uid, {}, DBA);
    await task.run(uid, new AbortController().signal);
    expect(await rollouts.get(uid)).toMatchObject({ status: 'running', summary: { running: 1 } });
  });

  it('works on no more environments of a wave at a time than it may', async () => {
    const names = ['a', 'b', 'c'];
    await fixture.live(Object.fromEntries(names.map(name => [name, 'development'])));
    await fixture.replicas[0].engine.execution.stop();
    const { rollouts, task, engine } = await fixture.replica();
    await fixture.declare(2);
    const { uid } = await rollouts.start('queue', { version: 2, concurrency: 2 }, DBA);
    const signal = new AbortController().signal;
    await Promise.all([task.run(uid, signal), task.run(uid, signal)]);
    expect(places(await fixture.show(uid))).toEqual(['a running', 'b running', 'c pending']);
    await engine.execution.start();
    await fixture.until(uid, each => each.status === 'succeeded');
    expect(await fixture.deployments()).toEqual(names.map(name => `${name} succeeded`));
  });

  it('goes on where another process was killed, and deploys nowhere twice', async () => {
    await fixture.live({ dev: 'development', stage: 'staging' });
    await fixture.replicas[0].engine.execution.stop();
    await fixture.declare(2);
    // This one never works on lanes, and dies after its first step.
    const dying = await fixture.replica();
    const { uid } = await dying.rollouts.start('queue', { version: 2 }, DBA);
    const killed = new AbortController();
    const step = dying.task.run(uid, killed.signal);
    killed.abort();
    await step;
    expect(places(await fixture.show(uid, dying))).toEqual(['dev running']);

    const next = await fixture.replica();
    await next.engine.execution.start();
    await fixture.until(uid, each => each.status === 'succeeded', next);
    expect(await fixture.deployments()).toEqual(['dev succeeded', 'stage succeeded']);
    expect(await next.task.unfinished()).toEqual([]);
  });

  it('of which two are started at once runs once, and the other is told which', async () => {
    const first = await fixture.replica();
    const second = await fixture.replica();
    await fixture.declare(2);
    const results = await Promise.allSettled([
      first.rollouts.start('queue', { version: 2 }, DBA),
      second.rollouts.start('queue', { version: 2 }, 'user:default/ana'),
    ]);
    const [started] = results.flatMap(each => (each.status === 'fulfilled' ? [each.value] : []));
    const [refused] = results.flatMap(each => (each.status === 'rejected' ? [each.reason] : []));
    expect(refused).toMatchObject({ name: 'ConflictError' });
    expect(refused.message).toContain(started.uid);
    expect((await first.rollouts.list('queue', {})).items.map(each => each.uid)).toEqual([
      started.uid,
    ]);
  });
});
