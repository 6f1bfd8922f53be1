import { TestDatabases } from '@backstage/backend-test-utils';
import type {
  PlanPolicySubject,
  PolicyFinding,
} from '@tutti/backstage-plugin-platform-orchestrator-node';
import { ANA, BEN, TestEngine } from './__testUtils__/TestEngine';
import { TestWorld } from './__testUtils__/TestWorld';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
const WEB = 'resources: { db: { type: postgres } }';
const LINKED =
  'resources: { cache: { type: cache }, db: { type: postgres, params: { database: "\${resources.cache.host}" } } }';
const CLEO = { ref: 'user:default/cleo' };

describe.each(databases.eachSupportedId())('policies on %p', id => {
  let world: TestWorld;
  let engine: TestEngine;
  let environment: string;
  let rule: (subject: PlanPolicySubject) => PolicyFinding[];
  const reviewed: PlanPolicySubject[] = [];

  beforeEach(async () => {
    reviewed.length = 0;
    rule = () => [];
    world = new TestWorld();
    engine = await TestEngine.create({
      database: await databases.init(id),
      world,
      policies: [
        {
          name: 'rule',
          review: subject => {
            reviewed.push(subject);
            return rule(subject);
          },
        },
      ],
    });
    environment = await engine.addEnvironment();
    await engine.execution.start();
  });
  afterEach(async () => {
    await engine.execution.stop();
  });

  const approve = async (uid: string, person = BEN) => {
    const { planHash } = await engine.deployments.get(uid);
    return engine.deployments.decide(uid, person, {
      planHash: planHash ?? '',
      verdict: 'approved',
    });
  };

  it('see who deploys what where, and leave alone what they find nothing in', async () => {
    const deployment = await engine.deploy(environment, { web: WEB }, { branch: 'main' });
    expect(deployment.status).toBe('succeeded');
    expect(reviewed[0]).toMatchObject({
      deployment: { uid: deployment.uid, number: 1, requestedBy: ANA.ref, branch: 'main' },
      application: { name: 'shop-dev' },
      environment: { name: 'dev', type: 'development' },
    });
    expect(Math.abs(Date.parse(reviewed[0].now) - Date.now())).toBeLessThan(60_000);
    expect(reviewed[0].nodes.find(node => node.type === 'workload')?.images).toEqual(['app:1']);
    expect((await engine.deployments.plan(deployment.uid)).findings).toBeUndefined();
  });

  it('deny a plan, which is kept with the finding and not applied', async () => {
    rule = () => [{ severity: 'denied', message: 'Nothing is deployed on Fridays.' }];
    const deployment = await engine.deploy(environment, { web: WEB });
    expect(deployment).toMatchObject({
      status: 'failed',
      error: 'It is denied. Policy rule: Nothing is deployed on Fridays.',
    });
    expect((await engine.deployments.plan(deployment.uid)).findings).toEqual([
      { policy: 'rule', severity: 'denied', message: 'Nothing is deployed on Fridays.' },
    ]);
    expect(world.calls).toEqual([]);
  });

  it('deny a plan by being broken', async () => {
    rule = () => {
      throw new Error('no connection');
    };
    const deployment = await engine.deploy(environment, { web: WEB });
    expect(deployment.status).toBe('failed');
    expect(deployment.error).toContain('could not look at the plan, so nothing is let through');
    expect(world.calls).toEqual([]);
  });

  it('tell something without stopping anything', async () => {
    rule = () => [{ severity: 'information', message: 'This costs 3.' }];
    const deployment = await engine.deploy(environment, { web: WEB });
    expect(deployment.status).toBe('succeeded');
    expect((await engine.deployments.plan(deployment.uid)).findings).toHaveLength(1);
  });

  it('ask for as many people as they say', async () => {
    rule = () => [{ severity: 'approval-needed', message: 'It is big.', approvals: 2 }];
    const waiting = await engine.deploy(environment, { web: WEB });
    expect(waiting).toMatchObject({
      status: 'awaiting-approval',
      approvals: { required: 2, reason: 'Policy rule: It is big.' },
    });
    expect((await approve(waiting.uid)).status).toBe('awaiting-approval');
    await approve(waiting.uid, CLEO);
    expect(await engine.ended(waiting.uid)).toMatchObject({ status: 'succeeded' });
  });

  it.each(['another message', 'more people'])(
    'ask again when the plan has a finding that nobody approved: %s',
    async what => {
      rule = () => [{ severity: 'approval-needed', message: 'It is big.' }];
      const waiting = await engine.deploy(environment, { web: WEB });
      rule = () => [
        what === 'more people'
          ? { severity: 'approval-needed', message: 'It is big.', approvals: 2 }
          : { severity: 'approval-needed', message: 'It is huge.' },
      ];
      await approve(waiting.uid);
      const again = await engine.ended(waiting.uid);
      expect(again.status).toBe('awaiting-approval');
      expect(again.approvals?.reason).toContain('That is new since the approval.');
      expect(world.calls).toEqual([]);
      await approve(waiting.uid);
      await approve(waiting.uid, CLEO).catch(() => undefined); // one was enough for another message
      expect((await engine.ended(waiting.uid)).status).toBe('succeeded');
    },
  );

  it('stop a node before its driver when its values turn out to ask for more', async () => {
    rule = ({ nodes }) => {
      const database = nodes.find(node => node.type === 'postgres' && node.action !== 'unchanged');
      const { database: name } = (database?.inputs ?? {}) as { database?: unknown };
      return database && typeof name === 'string' && name.endsWith('pg')
        ? [{ severity: 'approval-needed', message: 'It is called pg.', node: database.node }]
        : [];
    };
    world.before = async ({ node }) => {
      if (node === 'cache.default#web.cache') {
        const planned = `2026-01-02 03:04:05${id === 'SQLITE_3' ? '' : '+00'}`;
        await engine.database('plans').update({ created_at: planned });
      }
    };
    const waiting = await engine.deploy(environment, { web: LINKED });
    expect(waiting.status).toBe('awaiting-approval');
    expect(waiting.approvals?.reason).toBe(
      'Values that are known only now go beyond what was planned. Policy rule, postgres.default#web.db: It is called pg.',
    );
    expect(world.applied()).toContain('cache.default#web.cache');
    expect(world.applied()).not.toContain('postgres.default#web.db');
    expect(reviewed[1].now).toBe('2026-01-02T03:04:05.000Z'); // as of the plan
    expect((await engine.deployments.plan(waiting.uid)).findings).toHaveLength(1);
    await approve(waiting.uid);
    expect((await engine.ended(waiting.uid)).status).toBe('succeeded');
  });

  it('end a deployment whose values turn out to be denied', async () => {
    rule = ({ nodes }) =>
      JSON.stringify(nodes.find(node => node.type === 'postgres')?.inputs).includes('pg"')
        ? [{ severity: 'denied', message: 'Nothing is called pg.' }]
        : [];
    world.host = 'xpg';
    const ended = await engine.deploy(environment, { web: LINKED });
    expect(ended).toMatchObject({
      status: 'failed',
      error: 'It is denied. Policy rule: Nothing is called pg.',
    });
    expect(world.applied()).not.toContain('postgres.default#web.db');
  });
});
