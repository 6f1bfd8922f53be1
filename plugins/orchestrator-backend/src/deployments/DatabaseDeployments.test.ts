import { TestDatabases } from '@backstage/backend-test-utils';
import {
  ANA,
  BEN,
  deltaOf,
  findEnvironment,
  TestEngine,
} from '../execution/__testUtils__/TestEngine';
import { TestWorld } from '../execution/__testUtils__/TestWorld';
import type { Submission } from './Deployments';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

describe.each(databases.eachSupportedId())('submission, approval and cancel on %p', id => {
  let world: TestWorld;
  let engine: TestEngine;
  let environment: string;
  const submission = (
    workloads: Record<string, string>,
    rest: Partial<Submission> = {},
  ): Submission => ({
    environmentUid: environment,
    kind: 'deploy',
    delta: deltaOf(workloads),
    planOnly: false,
    onBusy: 'queue',
    ...rest,
  });

  beforeEach(async () => {
    world = new TestWorld();
    engine = await TestEngine.create({ database: await databases.init(id), world });
    environment = await engine.addEnvironment();
  });
  afterEach(async () => {
    await engine.execution.stop();
  });

  it('gives the first answer again under one key, and refuses another body', async () => {
    const key = { key: 'k1', route: 'POST /deployments', bodyHash: 'a' };
    const first = await engine.deployments.submit(submission({ web: '' }), ANA, key);
    const second = await engine.deployments.submit(submission({ web: '' }), ANA, key);
    expect(second).toEqual(first);
    await expect(
      engine.deployments.submit(submission({ api: '' }), ANA, { ...key, bodyHash: 'b' }),
    ).rejects.toThrow(/was used for another submission/);
    expect(await engine.deployments.submit(submission({ web: '' }), BEN, key)).toMatchObject({
      number: 2,
    });
    expect(await engine.database('deployments')).toHaveLength(2);
  });

  it('numbers concurrent submissions without gaps or doubles', async () => {
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => engine.submit(environment, { web: '' })),
    );
    expect(answers.map(({ number }) => number).sort((left, right) => left - right)).toEqual(
      Array.from({ length: 12 }, (_, index) => index + 1),
    );
  });

  it('leaves nothing behind when a submission is refused', async () => {
    await engine.submit(environment, { web: '' });
    const key = { key: 'k', route: 'r', bodyHash: 'a' };
    await expect(
      engine.deployments.submit(submission({ web: '' }, { onBusy: 'refuse' }), ANA, key),
    ).rejects.toThrow(/is busy with deployment 1 \(pending\)/);
    expect(await engine.database('deployments')).toHaveLength(1);
    expect(await engine.database('idempotency')).toHaveLength(0);
  });

  it('supersedes a waiting deployment only when it names all that the older one does', async () => {
    const both = await engine.submit(environment, { web: '', api: '' });
    const web = await engine.submit(environment, { web: '' });
    const newer = await engine.submit(environment, { web: '' }, { onBusy: 'supersede' });
    expect(await engine.deployments.get(both.uid)).toMatchObject({ status: 'pending' });
    expect(await engine.deployments.get(web.uid)).toMatchObject({
      status: 'superseded',
      error: `Superseded by deployment ${newer.number}.`,
    });
    await engine.execution.start();
    expect(await engine.ended(newer.uid)).toMatchObject({ status: 'succeeded' });
  });

  it('refuses a workload of another source, and keeps the source when a file has none', async () => {
    await engine.execution.start();
    const from = (path: string) => {
      const delta = deltaOf({ web: '' });
      delta.upsert.web.source = { repository: 'https://git.example.com/shop', path };
      return delta;
    };
    await engine.deploy(environment, {}, { delta: from('web/score.yaml') });
    await expect(
      engine.submit(environment, {}, { delta: from('other/score.yaml') }),
    ).rejects.toThrow(/is bound to web\/score.yaml in https:\/\/git.example.com\/shop/);
    await engine.deploy(environment, { web: '' });
    await expect(
      engine.submit(environment, {}, { delta: from('other/score.yaml') }),
    ).rejects.toThrow();
  });

  it('fails what was submitted before another source had the name, and leaves the workload as it is', async () => {
    const from = (path: string) => {
      const delta = deltaOf({ web: '' });
      delta.upsert.web.source = { repository: 'https://git.example.com/shop', path };
      return delta;
    };
    await engine.submit(environment, {}, { delta: from('web/score.yaml') });
    const { uid } = await engine.submit(environment, {}, { delta: from('other/score.yaml') });
    await engine.execution.start();
    expect(await engine.ended(uid)).toMatchObject({
      status: 'failed',
      error: expect.stringContaining('is bound to web/score.yaml'),
    });
    expect(world.applied().filter(node => node === 'workload#web')).toHaveLength(1);
  });

  it('cancels what waits at once, and never changes what is wanted', async () => {
    const { uid } = await engine.submit(environment, { web: '' });
    expect(await engine.deployments.cancel(uid, BEN)).toMatchObject({
      status: 'cancelled',
      error: 'Cancelled by user:default/ben.',
    });
    await expect(engine.deployments.cancel(uid, BEN)).rejects.toThrow(/is cancelled already/);
    expect((await findEnvironment(engine.database, environment)).desiredSet).toBeUndefined();
  });

  it('tells the driver of a running deployment to stop', async () => {
    let reached = () => {};
    const running = new Promise<void>(resolve => {
      reached = resolve;
    });
    world.before = async ctx => {
      if (ctx.node === 'workload#web') {
        reached();
        await new Promise<void>(resolve => {
          ctx.signal.addEventListener('abort', () => resolve());
        });
        ctx.signal.throwIfAborted();
      }
    };
    await engine.execution.start();
    const { uid } = await engine.submit(environment, { web: '' });
    await running;
    await engine.deployments.cancel(uid, BEN);
    expect(await engine.ended(uid)).toMatchObject({
      status: 'cancelled',
      error: 'Cancelled by user:default/ben.',
    });
    const nodes = await engine.deployments.nodes(uid);
    expect(nodes.find(({ node }) => node === 'workload#web')?.status).toBe('failed');
    expect(nodes.at(-1)?.status).toBe('skipped');
    world.before = () => {};
    expect(await engine.deploy(environment, { web: '' })).toMatchObject({ status: 'succeeded' });
  });

  it('waits for another person where the environment type asks for approval', async () => {
    const production = await engine.addEnvironment('prod', 'production');
    await engine.execution.start();
    const waiting = await engine.deploy(production, { web: '' });
    expect(waiting).toMatchObject({
      status: 'awaiting-approval',
      approvals: { required: 1, given: [], reason: expect.stringContaining('production') },
    });
    expect(world.applied()).toEqual([]);
    const approve = { planHash: waiting.planHash!, verdict: 'approved' as const };
    await expect(engine.deployments.decide(waiting.uid, ANA, approve)).rejects.toThrow(
      /another person/,
    );
    await expect(
      engine.deployments.decide(waiting.uid, BEN, { ...approve, planHash: 'f'.repeat(64) }),
    ).rejects.toThrow(/another plan/);
    await engine.deployments.decide(waiting.uid, BEN, { ...approve, reason: 'looks right' });
    for (;;) {
      const { status } = await engine.deployments.get(waiting.uid);
      if (status === 'succeeded') {
        break;
      }
      expect(status).not.toBe('failed');
      await new Promise(resolve => setTimeout(resolve, 10));
    }
    expect((await engine.deployments.get(waiting.uid)).approvals?.given).toMatchObject([
      { by: BEN.ref, verdict: 'approved', reason: 'looks right' },
    ]);
  });

  it('ends with the verdict when it is rejected, and lets higher numbers pass while it waits', async () => {
    const production = await engine.addEnvironment('prod', 'production');
    await engine.execution.start();
    const waiting = await engine.deploy(production, { web: '' });
    const later = await engine.deploy(production, { web: '' }, { planOnly: true });
    expect(later).toMatchObject({ number: 2, status: 'planned' });
    const rejected = await engine.deployments.decide(waiting.uid, BEN, {
      planHash: waiting.planHash!,
      verdict: 'rejected',
      reason: 'not on a Friday',
    });
    expect(rejected).toMatchObject({
      status: 'rejected',
      error: 'Rejected by user:default/ben: not on a Friday',
    });
  });

  it('asks again when the approved plan has grown', async () => {
    const production = await engine.addEnvironment('prod', 'production');
    await engine.execution.start();
    const waiting = await engine.deploy(production, { web: '' });
    const other = await engine.deploy(production, { api: '' });
    const approve = async (deployment: { uid: string; planHash?: string }) =>
      engine.deployments.decide(deployment.uid, BEN, {
        planHash: deployment.planHash!,
        verdict: 'approved',
      });
    await approve(other);
    for (;;) {
      if ((await engine.deployments.get(other.uid)).status === 'succeeded') {
        break;
      }
      await new Promise(resolve => setTimeout(resolve, 10));
    }
    await approve(waiting);
    let again = await engine.deployments.get(waiting.uid);
    while (again.status !== 'awaiting-approval' || again.planHash === waiting.planHash) {
      await new Promise(resolve => setTimeout(resolve, 10));
      again = await engine.deployments.get(waiting.uid);
    }
    expect(again.approvals).toMatchObject({ given: [], reason: expect.stringContaining('approv') });
  });

  it('shows what runs of each workload, and what it uses', async () => {
    await engine.execution.start();
    await engine.deploy(environment, {
      web: 'containers: { main: { image: "web:2" } }\nresources: { db: { type: postgres } }',
    });
    const record = await findEnvironment(engine.database, environment);
    expect(await engine.deployments.workloadStatuses([record], {})).toMatchObject([
      {
        workload: 'web',
        images: { main: 'web:2' },
        readiness: 'not-checked',
        lastDeployment: { number: 1, status: 'succeeded' },
        lastSucceeded: { number: 1 },
        resources: expect.arrayContaining([
          { node: 'postgres.default#web.db', type: 'postgres', id: 'web.db', status: 'ok' },
        ]),
      },
    ]);
  });

  it('knows nothing of a workload that has the name of what every object has', async () => {
    await engine.execution.start();
    await engine.deploy(environment, { web: '' });
    const record = await findEnvironment(engine.database, environment);
    expect(
      await engine.deployments.workloadStatuses([record], { workload: 'constructor' }),
    ).toEqual([]);
  });

  it('pages the history, newest first, by workload', async () => {
    for (const name of ['web', 'api', 'web', 'web']) {
      await engine.submit(environment, { [name]: '' });
    }
    const first = await engine.deployments.list({
      environmentUids: [environment],
      workload: 'web',
      limit: 2,
    });
    expect(first.items.map(({ number }) => number)).toEqual([4, 3]);
    const second = await engine.deployments.list({
      environmentUids: [environment],
      workload: 'web',
      limit: 2,
      cursor: first.nextCursor,
    });
    expect(second.items.map(({ number }) => number)).toEqual([1]);
    expect(second.nextCursor).toBeUndefined();
    expect((await engine.deployments.list({ environmentUids: [] })).items).toEqual([]);
  });
});
