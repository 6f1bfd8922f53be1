import { TestDatabases } from '@backstage/backend-test-utils';
import { permanentError, transientError } from '@tutti/backstage-plugin-platform-orchestrator-node';
import { nodeId, parseNodeId, resourceName, type NodeId } from '@tutti/planner';
import { deltaOf, TestEngine } from './__testUtils__/TestEngine';
import { TestWorld } from './__testUtils__/TestWorld';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
const WEB = 'resources: { db: { type: postgres } }';
const CACHED = 'resources: { cache: { type: cache } }';
const DATABASE = nodeId({ type: 'postgres', id: 'web.db' });
const CACHE = nodeId({ type: 'cache', id: 'web.cache' });

describe.each(databases.eachSupportedId())('deployments on %p', id => {
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

  /** Lets a node of the first environment own what a node of another one would be called outside. */
  async function takeName(
    owner: NodeId,
    prefix: string,
    node: NodeId,
    environmentUid: string,
  ): Promise<void> {
    const { id: resource } = parseNodeId(node);
    const name = resourceName({ environmentUid, node, id: resource, incarnation: 1 });
    await engine
      .database('ledger')
      .where({ node: owner, environment_uid: environment })
      .update({ external_id: `pg/${prefix}${name}` });
  }

  it('brings a workload and all it needs into being, in order, and hands it over', async () => {
    const deployment = await engine.deploy(environment, { web: WEB });
    expect(deployment).toMatchObject({ number: 1, status: 'succeeded', error: undefined });
    expect(world.applied()).toEqual([
      'k8s-cluster.default#k8s-cluster',
      'k8s-namespace.default#k8s-namespace',
      'server.default#server',
      'postgres.default#web.db',
      'workload#web',
      'k8s-delivery.default#k8s-cluster',
    ]);
    expect(world.deliveries).toEqual([{ environment, names: ['web'] }]);
    const nodes = await engine.deployments.nodes(deployment.uid);
    expect(nodes.every(node => node.status === 'succeeded' && node.attempts === 1)).toBe(true);
  });

  it('changes nothing when the same is deployed again', async () => {
    await engine.deploy(environment, { web: WEB });
    world.calls.length = 0;
    const second = await engine.deploy(environment, { web: WEB });
    expect(second).toMatchObject({ number: 2, status: 'succeeded' });
    expect(world.applied()).toEqual([]);
    expect(Object.keys(second.summary ?? {})).toEqual(['unchanged']);
  });

  it('ends with the first error, skips what depends on it, does the rest, and a retry finishes the work', async () => {
    world.before = ctx => {
      if (ctx.node === 'postgres.default#web.db') {
        throw permanentError('the disk is full');
      }
    };
    const failed = await engine.deploy(environment, {
      web: 'resources: { db: { type: postgres }, cache: { type: cache } }',
    });
    expect(failed).toMatchObject({
      status: 'failed',
      error: 'postgres.default#web.db: the disk is full',
    });
    const nodes = await engine.deployments.nodes(failed.uid);
    expect(Object.fromEntries(nodes.map(node => [node.node, node.status]))).toMatchObject({
      'postgres.default#web.db': 'failed',
      'cache.default#web.cache': 'succeeded',
      'workload#web': 'skipped',
      'k8s-delivery.default#k8s-cluster': 'skipped',
    });
    world.before = () => {};
    const retried = await engine.deploy(environment, {
      web: 'resources: { db: { type: postgres }, cache: { type: cache } }',
    });
    expect(retried.status).toBe('succeeded');
    expect(world.deliveries).toHaveLength(1);
    expect(world.databases.size).toBe(2);
  });

  it('tries again after a transient error, under the same key', async () => {
    let failures = 2;
    world.before = ctx => {
      if (ctx.node === 'postgres.default#web.db' && failures > 0) {
        failures -= 1;
        throw transientError('the server is starting');
      }
    };
    const deployment = await engine.deploy(environment, { web: WEB });
    expect(deployment.status).toBe('succeeded');
    const calls = world.calls.filter(call => call.node === 'postgres.default#web.db');
    expect(calls.map(call => call.operation)).toEqual(['apply', 'apply', 'apply']);
    expect(new Set(calls.map(call => call.key)).size).toBe(1);
  });

  it('keeps secrets out of every table, log line and event', async () => {
    const deployment = await engine.deploy(environment, { web: WEB });
    const [{ password }] = world.databases.values();
    expect(password).toHaveLength(32);
    expect(await engine.dump()).not.toContain(password);
    const { items } = await engine.deployments.log(deployment.uid, {});
    expect(items.map(line => line.message)).toContain('Making a database with password ***.');
    expect(JSON.stringify(engine.events)).not.toContain(password);
  });

  it('redacts what a driver says through encoders, and keeps an error that holds U+0000', async () => {
    let credentials = '';
    world.prepared = ctx => {
      credentials = Buffer.from(`admin:${world.passwords.at(-1)}`).toString('base64');
      ctx.logger.warn(`\0 Authorization: Basic ${credentials}`);
      throw permanentError(`\0 The server refused "Basic ${credentials}"`);
    };
    const deployment = await engine.deploy(environment, { web: WEB });
    expect(deployment).toMatchObject({
      status: 'failed',
      error: expect.stringMatching(/\ufffd The server refused "Basic YWRtaW.{1,3}\*\*\*/),
    });
    // The first characters say "admin:", and the last ones depend on a few bits of the password.
    expect(await engine.dump()).not.toContain(credentials.slice(10, -4));
  });

  it('gives a driver the secrets of another resource in clear, and writes only references down', async () => {
    const deployment = await engine.deploy(environment, {
      web: 'resources: { grant: { type: grant } }',
    });
    expect(deployment.status).toBe('succeeded');
    const [{ password }] = world.databases.values();
    const call = world.calls.find(({ node }) => node === 'grant.default#web.grant');
    expect(call?.inputs.admin).toBe(`pw:${password}`);
    const cache = await engine.database('ledger').where({ type: 'cache' }).first();
    const grant = await engine.database('ledger').where({ type: 'grant' }).first();
    expect(JSON.parse(grant.inputs).admin).toEqual({
      $secret: ['pw:', { store: 'ledger', key: cache.uid, property: 'password' }],
    });
    expect(await engine.dump()).not.toContain(password);
    const shown = await engine.ledger.get(cache.uid);
    expect(shown.outputs).toEqual({ host: 'pg', password: { secret: true } });
  });

  it('refuses a secret, known only after another node was made, in an input that takes none', async () => {
    const deployment = await engine.deploy(environment, {
      web: 'resources: { db: { type: postgres }, cache: { type: cache, params: { label: "${resources.db.password}" } } }',
    });
    expect(deployment).toMatchObject({
      status: 'failed',
      error: expect.stringContaining('A secret reaches the input /database'),
    });
    expect(world.calls.map(call => call.node)).not.toContain('cache.default#web.cache');
  });

  it('ends a deployment that meets the same unexpected error again and again, with that error', async () => {
    world.onSnapshot = () => {
      throw new Error('the registry is gone');
    };
    const deployment = await engine.deploy(environment, { web: WEB });
    expect(deployment).toMatchObject({
      status: 'failed',
      error: 'It met an error that nobody expected, 6 times: the registry is gone',
    });
    world.onSnapshot = () => {};
    expect(await engine.deploy(environment, { web: WEB })).toMatchObject({ status: 'succeeded' });
  });

  it('pages the log by a cursor that only grows, and says when it is complete', async () => {
    const deployment = await engine.deploy(environment, { web: WEB });
    const messages: string[] = [];
    let after: string | undefined;
    for (;;) {
      const page = await engine.deployments.log(deployment.uid, { after, limit: 3 });
      messages.push(...page.items.map(line => line.message));
      after = page.after;
      if (page.complete) {
        break;
      }
    }
    const all = await engine.deployments.log(deployment.uid, { limit: 1000 });
    expect(messages).toEqual(all.items.map(line => line.message));
    expect(messages[0]).toBe('Submitted by user:default/ana.');
    expect(messages.at(-1)).toBe('Succeeded: handed over; readiness is not checked.');
  });

  it('plans without changing anything when only a plan is asked for', async () => {
    const deployment = await engine.deploy(environment, { web: WEB }, { planOnly: true });
    expect(deployment).toMatchObject({ status: 'planned', summary: { create: 6 } });
    expect(world.applied()).toEqual([]);
    const plan = await engine.deployments.plan(deployment.uid);
    expect(plan.hash).toBe(deployment.planHash);
    expect(plan.nodes.map(node => node.action)).toEqual(Array(6).fill('create'));
    const row = await engine.database('environments').where({ uid: environment }).first();
    expect(row.desired_set).toBeNull();
  });

  it('fails with a clear sentence when nothing matches', async () => {
    const deployment = await engine.deploy(environment, {
      web: 'resources: { jobs: { type: queue } }',
    });
    expect(deployment.status).toBe('failed');
    expect(deployment.error).toMatch(/queue/);
    expect(world.applied()).toEqual([]);
  });

  it('takes away what a removed workload needed, keeps what holds data, and delivers first', async () => {
    const api = 'resources: { cache: { type: cache }, db: { type: postgres } }';
    await engine.deploy(environment, { web: '', api });
    world.calls.length = 0;
    const removed = await engine.deploy(environment, {}, { delta: deltaOf({}, ['api']) });
    expect(removed).toMatchObject({ status: 'succeeded', removed: ['api'] });
    expect(world.deliveries.at(-1)?.names).toEqual(['web']);
    const destroyed = world.applied('destroy');
    expect(destroyed).toEqual(['workload#api', 'cache.default#api.cache']);
    const order = world.calls.map(call => `${call.operation} ${call.node}`);
    expect(order.indexOf('apply k8s-delivery.default#k8s-cluster')).toBeLessThan(
      order.indexOf('destroy workload#api'),
    );
    const orphan = await engine
      .database('ledger')
      .where({ node: 'postgres.default#api.db' })
      .first();
    expect(orphan).toMatchObject({ role: 'orphan', presence: 'present' });
    expect(Boolean(orphan.deletion_pending)).toBe(true);
    expect(await engine.database('ledger').where({ node: 'cache.default#api.cache' })).toEqual([]);
  });

  it('uses an orphan again when it is asked for again', async () => {
    await engine.deploy(environment, { web: WEB });
    const [before] = world.databases.values();
    await engine.deploy(environment, {}, { delta: deltaOf({}, ['web']) });
    const again = await engine.deploy(environment, { web: WEB });
    expect(again).toMatchObject({ status: 'succeeded', summary: { adopt: 2 } });
    expect([...world.databases.values()].map(({ password }) => password)).toEqual([
      before.password,
    ]);
  });

  it('needs attention when a driver cannot tell, and refuses only what reaches that node', async () => {
    await engine.deploy(environment, { web: '', api: 'resources: { cache: { type: cache } }' });
    world.absence = 'unknown';
    const removed = await engine.deploy(environment, {}, { delta: deltaOf({}, ['api']) });
    expect(removed.status).toBe('needs-attention');
    expect(removed.error).toMatch(/cannot tell/);
    const other = await engine.deploy(environment, { web: '' });
    expect(other.status).toBe('succeeded');
    const refused = await engine.deploy(environment, {
      api: 'resources: { cache: { type: cache } }',
    });
    expect(refused).toMatchObject({ status: 'failed' });
  });

  it('stops when planning, and names the owner, when two nodes would be one thing outside', async () => {
    await engine.deploy(environment, { web: CACHED });
    const other = await engine.addEnvironment('other');
    await takeName(CACHE, 'cache-', CACHE, other);
    world.calls.length = 0;
    const clash = await engine.deploy(other, { web: CACHED });
    expect(clash.status).toBe('failed');
    expect(clash.error).toContain('belongs to cache.default#web.cache (current) of shop-dev/dev');
    expect(world.applied()).toEqual([]);
  });

  it('fails the node, and keeps what it made, when the clash shows only after the effect', async () => {
    await engine.deploy(environment, { web: WEB });
    const other = await engine.addEnvironment('other');
    await takeName(DATABASE, '', DATABASE, other);
    world.foretells = false;
    const clash = await engine.deploy(other, { web: WEB });
    expect(clash).toMatchObject({
      status: 'failed',
      error: expect.stringContaining('belongs to postgres.default#web.db of shop-dev/dev'),
    });
    const row = await engine
      .database('ledger')
      .where({ environment_uid: other, node: DATABASE })
      .first();
    expect(row).toMatchObject({ presence: 'present', external_id: null });
    expect(row.secret_outputs).not.toBeNull();
  });

  it('tells others what happened, after the commit, with names and uids only', async () => {
    const deployment = await engine.deploy(environment, { web: WEB });
    while ((await engine.database('outbox')).length > 0) {
      await new Promise(resolve => setTimeout(resolve, 20));
    }
    const topics = new Set(engine.events.map(event => event.topic));
    expect(topics).toEqual(
      new Set([
        'platform-orchestrator.environment-changed',
        'platform-orchestrator.resources-changed',
      ]),
    );
    expect(engine.events[0].eventPayload).toEqual({
      application: deployment.application,
      environment: 'dev',
    });
  });
});
