import { TestDatabases } from '@backstage/backend-test-utils';
import type { Deployment } from '@tutti/backstage-plugin-platform-orchestrator-common';
import { ANA, BEN, TestEngine } from '../execution/__testUtils__/TestEngine';
import { TestWorld } from '../execution/__testUtils__/TestWorld';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
const image = (version: number) => `containers: { main: { image: "app:${version}" } }`;

describe.each(databases.eachSupportedId())('approvals on %p', id => {
  let engine: TestEngine;
  let production: string;

  beforeEach(async () => {
    engine = await TestEngine.create({
      ...{ database: await databases.init(id), world: new TestWorld() },
    });
    production = await engine.addEnvironment('prod', 'production');
    await engine.execution.start();
  });
  afterEach(async () => {
    await engine.execution.stop();
  });

  /** Approves, and waits until it has ended or waits with another plan. */
  async function approve({ uid, planHash }: Deployment): Promise<Deployment> {
    await engine.deployments.decide(uid, BEN, { planHash: planHash!, verdict: 'approved' });
    for (;;) {
      const deployment = await engine.ended(uid);
      if (deployment.status !== 'awaiting-approval' || deployment.planHash !== planHash) {
        return deployment;
      }
      await new Promise(resolve => setTimeout(resolve, 10));
    }
  }

  it('are asked for again when a higher number has worked on a node meanwhile, though the plan is the same', async () => {
    await approve(await engine.deploy(production, { web: image(1) }));
    const older = await engine.deploy(production, { web: image(2) });
    const newer = await engine.deploy(production, { web: image(3) });
    expect(await approve(newer)).toMatchObject({ status: 'succeeded' });
    const again = await approve(older);
    expect(again).toMatchObject({
      status: 'awaiting-approval',
      approvals: {
        given: [],
        reason: expect.stringMatching(
          /^Deployment 3 has worked on workload#web since the approval\./,
        ),
      },
    });
    expect(await approve(again)).toMatchObject({ status: 'succeeded' });
  });

  it('are not asked for again when nothing of it was worked on meanwhile', async () => {
    await approve(await engine.deploy(production, { web: image(1) }));
    const older = await engine.deploy(production, { web: image(2) });
    await engine.deploy(production, { web: image(3) }, { planOnly: true });
    const ofOthers = await engine.deploy(production, { api: image(1) });
    expect(await approve(ofOthers)).toMatchObject({ status: 'succeeded' });
    expect(await approve(older)).toMatchObject({ status: 'succeeded' });
  });

  it('of the requester do not count, however their name is written', async () => {
    const { uid, planHash } = await engine.deploy(production, { web: image(1) });
    for (const ref of [ANA.ref, 'User:Default/ANA']) {
      await expect(
        engine.deployments.decide(uid, { ref }, { planHash: planHash!, verdict: 'approved' }),
      ).rejects.toThrow('another person has to decide');
    }
  });

  it('count for the plan that was looked at, and for its deployment', async () => {
    const one = await engine.deploy(production, { web: image(1) });
    const two = await engine.deploy(production, { web: image(1) });
    await expect(
      engine.deployments.decide(two.uid, BEN, {
        ...{ planHash: 'f'.repeat(64), verdict: 'approved' },
      }),
    ).rejects.toThrow('another plan');
    await approve(two);
    expect(await engine.deployments.get(one.uid)).toMatchObject({
      status: 'awaiting-approval',
      approvals: { given: [] },
    });
  });
});
