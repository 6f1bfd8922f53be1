import { TestDatabases } from '@backstage/backend-test-utils';
import { context, trace } from '@opentelemetry/api';
import { permanentError, transientError } from '@tutti/backstage-plugin-platform-orchestrator-node';
import { ANA, TestEngine } from '../execution/__testUtils__/TestEngine';
import { TestWorld } from '../execution/__testUtils__/TestWorld';
import { METRICS, observeDatabase } from '.';
import { Instruments } from './__testUtils__/Instruments';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
const WEB = 'resources: { db: { type: postgres } }';

describe.each(databases.eachSupportedId())('what is seen from outside on %p', id => {
  let instruments: Instruments;
  let world: TestWorld;
  let engine: TestEngine;
  let environment: string;
  let endObserving: () => void;

  beforeEach(async () => {
    instruments = await Instruments.start();
    world = new TestWorld();
    const { telemetry } = instruments;
    const database = await databases.init(id);
    engine = await TestEngine.create({ database, world, telemetry });
    environment = await engine.addEnvironment();
    endObserving = observeDatabase(telemetry, database);
  });
  afterEach(async () => {
    endObserving();
    await engine.execution.stop();
    await instruments.stop();
  });

  /** The value of the point of a metric that has these attributes; of a histogram: its count. */
  const valueOf = async (name: string, attributes: Record<string, string> = {}) => {
    const points = (await instruments.measured()).get(`platform_orchestrator.${name}`) ?? [];
    const point = points.find(each =>
      Object.entries(attributes).every(([key, value]) => each.attributes[key] === value),
    );
    const value = point?.value;
    return typeof value === 'object' ? (value as { count: number }).count : value;
  };

  it('counts and times deployments, phases, nodes and calls of drivers', async () => {
    await engine.execution.start();
    let failures = 2;
    world.before = ({ node }) => {
      if (node === 'postgres.default#web.db' && failures > 0) {
        failures -= 1;
        throw transientError('the server is starting');
      }
    };
    expect((await engine.deploy(environment, { web: WEB })).status).toBe('succeeded');
    const kind = 'deploy';
    const driver = 'database';
    expect(await valueOf('deployments.submitted', { kind })).toBe(1);
    expect(await valueOf('deployments.ended', { kind, outcome: 'succeeded' })).toBe(1);
    expect(await valueOf('deployment.duration.seconds', { kind, outcome: 'succeeded' })).toBe(1);
    expect(await valueOf('queue.wait.seconds', { kind })).toBe(1);
    expect(await valueOf('lanes.taken')).toBeGreaterThanOrEqual(1);
    expect(await valueOf('phase.duration.seconds', { phase: 'plan', outcome: 'done' })).toBe(1);
    expect(await valueOf('phase.duration.seconds', { phase: 'apply', outcome: 'done' })).toBe(1);
    const made = { driver, type: 'postgres', action: 'create', outcome: 'succeeded' };
    expect(await valueOf('node.duration.seconds', made)).toBe(1);
    const called = { driver, operation: 'apply' };
    expect(await valueOf('driver.call.duration.seconds', { ...called, outcome: 'failed' })).toBe(2);
    expect(await valueOf('driver.errors', { ...called, class: 'transient' })).toBe(2);
    expect(await valueOf('driver.retries', called)).toBe(2);
  });

  it('counts what ends without a worker: cancelled while it waits, rejected, superseded', async () => {
    const ends = await Promise.all(
      ['a', 'b', 'c'].map(name => engine.addEnvironment(name, 'production')),
    );
    const cancelled = await engine.submit(ends[0], { web: '' });
    await engine.deployments.cancel(cancelled.uid, ANA);
    await engine.submit(ends[1], { web: '' });
    await engine.submit(ends[1], { web: '' }, { onBusy: 'supersede' });
    expect(await valueOf('deployments.ended', { outcome: 'cancelled' })).toBe(1);
    expect(await valueOf('deployments.ended', { outcome: 'superseded' })).toBe(1);
    expect(await valueOf('deployments.submitted')).toBe(3);
  });

  it('tells how long the queue is, and what the outbox still has to tell', async () => {
    await engine.submit(environment, { web: '' });
    await engine.submit(environment, { web: '' });
    await engine.database('deployments').update({ created_at: '2026-01-02 03:04:05' });
    await engine.database('outbox').update({ created_at: '2026-01-02 03:04:05' });
    expect(await valueOf('queue.depth', { status: 'pending' })).toBe(2);
    expect(await valueOf('queue.depth', { status: 'applying' })).toBe(0);
    const day = 24 * 60 * 60;
    expect(await valueOf('queue.oldest.seconds', { status: 'pending' })).toBeGreaterThan(day);
    expect(await valueOf('queue.oldest.seconds', { status: 'applying' })).toBe(0);
    expect(await valueOf('outbox.depth')).toBeGreaterThan(0);
    expect(await valueOf('outbox.set_aside')).toBe(0);
    expect(await valueOf('outbox.age.seconds')).toBeGreaterThan(day);
    await engine.database('outbox').update({ set_aside_at: '2026-01-02 03:04:05' });
    expect(await valueOf('outbox.depth')).toBe(0);
    expect(await valueOf('outbox.age.seconds')).toBe(0);
    expect(await valueOf('outbox.set_aside')).toBeGreaterThan(0);
  });

  it('counts what the outbox has told, and how late', async () => {
    await engine.execution.start();
    await engine.deploy(environment, { web: '' });
    while ((await engine.database('outbox')).length > 0) {
      await new Promise(resolve => setTimeout(resolve, 20));
    }
    expect(await valueOf('outbox.wait.seconds', { kind: 'event' })).toBeGreaterThan(0);
  });

  it('tells which manifest sources are degraded, and when each was read', async () => {
    const source = { kind: 'file', target: 'x', new_versions: 'default', manifests: 1 };
    await engine.database('sources').insert([
      { ...source, name: 'good', status: 'ok', problems: '[]' },
      { ...source, name: 'bad', status: 'degraded', problems: '[]' },
    ]);
    expect(await valueOf('registry.source.degraded', { source: 'good' })).toBe(0);
    expect(await valueOf('registry.source.degraded', { source: 'bad' })).toBe(1);
    expect(await valueOf('registry.source.age.seconds', { source: 'bad' })).toBeLessThan(120);
  });

  it('counts deployments that a worker goes on with, and workers that lost their lane', async () => {
    const { uid } = await engine.submit(environment, { web: WEB });
    await engine.database('deployments').where({ uid }).update({ status: 'planning' });
    let isLost = false;
    world.before = async ({ node }) => {
      if (node === 'postgres.default#web.db' && !isLost) {
        isLost = true;
        await engine.database('lanes').increment('fence', 1);
      }
    };
    await engine.execution.start();
    while (((await valueOf('fencing.rejections')) ?? 0) === 0) {
      await new Promise(resolve => setTimeout(resolve, 20));
    }
    expect(await valueOf('deployments.recovered')).toBeGreaterThanOrEqual(1);
  });

  it('continues the trace of the request in the worker, down to the calls of drivers', async () => {
    await engine.execution.start();
    const tracer = trace.getTracer('test');
    const { uid, traceId, spanId } = await tracer.startActiveSpan('request', async span => {
      const submitted = await engine.submit(environment, { web: WEB });
      span.end();
      return { uid: submitted.uid, ...span.spanContext() };
    });
    await engine.ended(uid);
    await engine.execution.stop();
    const [deployment] = instruments.spans('deployment');
    expect(deployment.spanContext().traceId).toBe(traceId);
    expect(deployment.parentSpanContext?.spanId).toBe(spanId);
    expect(deployment.attributes).toMatchObject({
      'tutti.environment': 'dev',
      'tutti.deployment.uid': uid,
      'tutti.deployment.number': 1,
    });
    const parentOf = (name: string, attributes: object = {}) =>
      instruments
        .spans(name)
        .find(each =>
          Object.entries(attributes).every(([key, value]) => each.attributes[key] === value),
        )?.parentSpanContext?.spanId;
    const idOf = (name: string, attributes: object = {}) =>
      instruments
        .spans(name)
        .find(each =>
          Object.entries(attributes).every(([key, value]) => each.attributes[key] === value),
        )
        ?.spanContext().spanId;
    const database = { 'tutti.node': 'postgres.default#web.db' };
    expect(parentOf('plan')).toBe(deployment.spanContext().spanId);
    expect(parentOf('apply')).toBe(deployment.spanContext().spanId);
    expect(parentOf('node', database)).toBe(idOf('apply'));
    expect(parentOf('driver', { ...database, 'tutti.operation': 'apply' })).toBe(
      idOf('node', database),
    );
  });

  it('begins a trace where nothing traced the request', async () => {
    await engine.execution.start();
    await context.with(context.active(), () => engine.deploy(environment, { web: '' }));
    await engine.execution.stop();
    const [deployment] = instruments.spans('deployment');
    expect(deployment.parentSpanContext).toBeUndefined();
  });

  it('tells nobody what a driver said, which may be a secret', async () => {
    await engine.execution.start();
    world.after = ({ node }) => {
      if (node === 'postgres.default#web.db') {
        throw permanentError(`cannot log in with ${world.passwords[0]}`);
      }
    };
    expect((await engine.deploy(environment, { web: WEB })).status).toBe('failed');
    await engine.execution.stop();
    const told = JSON.stringify([
      ...instruments
        .spans()
        .map(({ name, attributes, status, events }) => [...[name, attributes, status, events]]),
      ...(await instruments.measured()),
    ]);
    expect(world.passwords[0]).toBeDefined();
    expect(told).not.toContain(world.passwords[0]);
    expect(told).not.toContain('cannot log in');
    const [failed] = instruments.spans('node').filter(({ status }) => status.code === 2);
    expect(failed.attributes).toMatchObject({ 'tutti.node': 'postgres.default#web.db' });
    expect(await valueOf('driver.errors', { operation: 'apply', class: 'permanent' })).toBe(1);
  });

  it('puts no name into a metric that an application, environment, node or person has', async () => {
    await engine.execution.start();
    await engine.deploy(environment, { web: WEB });
    const known = new Map<string, readonly string[]>(
      Object.values(METRICS).map(({ name, attributes }) => [name, attributes]),
    );
    const measured = await instruments.measured();
    expect([...measured.keys()].filter(name => !known.has(name))).toEqual([]);
    for (const [name, points] of measured) {
      for (const { attributes } of points) {
        expect([name, Object.keys(attributes).sort()]).toEqual([
          name,
          [...known.get(name)!].sort(),
        ]);
      }
    }
    expect(JSON.stringify([...measured])).not.toMatch(/shop-dev|"web"|#web|user:default/);
  });
});
