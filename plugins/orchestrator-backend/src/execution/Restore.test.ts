import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import type { Driver, DriverObservation } from '@tutti/backstage-plugin-platform-orchestrator-node';
import { permanentError } from '@tutti/backstage-plugin-platform-orchestrator-node';
import { TestEngine } from './__testUtils__/TestEngine';
import { TestWorld } from './__testUtils__/TestWorld';
import { declareConfiguredRestore } from './restore/declareConfiguredRestore';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
const WEB = 'resources: { db: { type: postgres } }';
const DATABASE = 'postgres.default#web.db';

/** A world in which drivers can read what there is. */
class ReadableWorld extends TestWorld {
  /** Nodes that were read, in order. */
  readonly reads: string[] = [];
  /** What is found; default: that it is there. */
  observe: (node: string) => Partial<DriverObservation> = () => ({});

  override drivers(): Driver[] {
    return super.drivers().map(driver => ({
      ...driver,
      read: async ctx => {
        this.reads.push(ctx.node);
        return { presence: 'present', evidence: {}, ...this.observe(ctx.node) };
      },
    }));
  }
}

describe.each(databases.eachSupportedId())('after a restore of %p', id => {
  let world: ReadableWorld;
  let engine: TestEngine;
  let environment: string;
  const engines: TestEngine[] = [];
  const logger = mockServices.logger.mock();

  const start = async () => {
    const started = await TestEngine.create({ database: engine.database, world });
    engines.push(started);
    await started.execution.start();
    return started;
  };
  const presences = async () =>
    Object.fromEntries(
      (await engine.database('ledger').orderBy('node')).map(row => [row.node, row.presence]),
    );

  beforeEach(async () => {
    world = new ReadableWorld();
    engine = await TestEngine.create({ database: await databases.init(id), world });
    environment = await engine.addEnvironment();
    engines.push(engine);
    await engine.execution.start();
  });
  afterEach(async () => {
    await Promise.all(engines.splice(0).map(each => each.execution.stop()));
  });

  /** Stops the worker and says in the configuration that the database was restored. */
  async function declare(label: string): Promise<void> {
    await engine.execution.stop();
    const config = new ConfigReader({ platformOrchestrator: { restored: label } });
    await declareConfiguredRestore({ database: engine.database, config, logger });
  }

  it('checks everything in the ledger before it plans, and makes again what is gone', async () => {
    await engine.deploy(environment, { web: WEB });
    await declare('monday');
    expect(new Set(Object.values(await presences()))).toEqual(new Set(['not-checked']));
    world.observe = node => (node === DATABASE ? { presence: 'absent' } : {});
    world.calls.length = 0;
    world.reads.length = 0;
    const second = await start();
    expect(await second.deploy(environment, { web: WEB })).toMatchObject({ status: 'succeeded' });
    expect(world.reads).toContain('server.default#server');
    expect(world.applied()).toContain(DATABASE);
    expect(world.applied()).not.toContain('server.default#server');
    expect(new Set(Object.values(await presences()))).toEqual(new Set(['present']));
    expect(await engine.database('lanes').first()).toMatchObject({ epoch: 2 });
    // Once is enough.
    world.reads.length = 0;
    await second.deploy(environment, { web: WEB });
    expect(world.reads).toEqual([]);
  });

  it('changes nothing about what is there', async () => {
    await engine.deploy(environment, { web: WEB });
    await declare('monday');
    world.calls.length = 0;
    await (await start()).deploy(environment, { web: WEB });
    expect(world.applied()).toEqual([]);
  });

  it('counts one word of the configuration once', async () => {
    await engine.deploy(environment, { web: WEB });
    await declare('monday');
    await declare('monday');
    expect(await engine.database('lanes').first()).toMatchObject({ epoch: 2 });
    await declare('tuesday');
    expect(await engine.database('lanes').first()).toMatchObject({ epoch: 3 });
  });

  it('reads what holds data before it makes it, and stops where the driver cannot tell', async () => {
    await declare('monday');
    world.observe = node => (node === DATABASE ? { presence: 'unknown' } : {});
    const second = await start();
    const stopped = await second.deploy(environment, { web: WEB });
    expect(stopped).toMatchObject({
      status: 'failed',
      error: expect.stringContaining('cannot tell whether this exists already'),
    });
    expect(world.applied()).not.toContain(DATABASE);
    world.observe = () => ({ presence: 'absent' });
    expect(await second.deploy(environment, { web: WEB })).toMatchObject({ status: 'succeeded' });
    expect(world.reads.filter(node => node === DATABASE).length).toBeGreaterThan(1);
  });

  it('cancels what the backup shows as unfinished, and says that it may have been carried out', async () => {
    await engine.execution.stop();
    const { uid } = await engine.submit(environment, { web: WEB });
    await declare('monday');
    expect(await engine.deployments.get(uid)).toMatchObject({
      status: 'cancelled',
      error: expect.stringContaining('restored from a backup'),
    });
  });

  it('is found out by what was delivered last: numbers and fence go on above it', async () => {
    await engine.deploy(environment, { web: WEB });
    world.observe = node =>
      node.startsWith('k8s-delivery.')
        ? { evidence: { fence: { epoch: 4, counter: 2 }, deployment: { number: 41 } } }
        : {};
    await engine.execution.stop();
    world.calls.length = 0;
    const second = await start();
    const found = await second.deploy(environment, { web: `${WEB}\n` });
    expect(found).toMatchObject({
      status: 'cancelled',
      error: expect.stringContaining('restored from a backup'),
    });
    expect(world.applied()).toEqual([]);
    expect(await engine.database('lanes').first()).toMatchObject({ epoch: 5 });
    const next = await second.deploy(environment, { web: WEB });
    expect(next).toMatchObject({ number: 42, status: 'succeeded' });
    const other = await second.addEnvironment('other');
    await second.deploy(other, { web: WEB });
    expect(await engine.database('lanes').where({ environment_uid: other }).first()).toMatchObject({
      epoch: 5,
    });
  });

  it('is found out although the backup is only one deployment old, whose number is given again', async () => {
    await engine.deploy(environment, { web: WEB });
    const lane = await engine.database('lanes').first();
    const evidence = {
      fence: { epoch: 1, counter: lane.fence + 1 }, // as high as the one under which it is read
      deployment: { number: 2, uid: 'forgotten' },
    };
    world.observe = node => (node.startsWith('k8s-delivery.') ? { evidence } : {});
    await engine.execution.stop();
    expect(await (await start()).deploy(environment, { web: WEB })).toMatchObject({
      number: 2,
      status: 'cancelled',
      error: expect.stringContaining('restored from a backup'),
    });
  });

  it('is not suspected when the delivery shows what this database knows, or cannot be read', async () => {
    await engine.deploy(environment, { web: WEB });
    const lane = await engine.database('lanes').first();
    const evidences: DriverObservation['evidence'][] = [
      { fence: { epoch: 1, counter: lane.fence }, deployment: { number: 1 } },
      {},
    ];
    for (const evidence of evidences) {
      world.observe = () => ({ evidence });
      expect(await (await start()).deploy(environment, { web: WEB })).toMatchObject({
        status: 'succeeded',
      });
    }
    world.observe = () => {
      throw permanentError('nobody is there');
    };
    expect(await (await start()).deploy(environment, { web: WEB })).toMatchObject({
      status: 'succeeded',
    });
    expect(await engine.database('epochs')).toEqual([]);
  });

  it('fails a deployment with a sentence when what exists cannot be read', async () => {
    await engine.deploy(environment, { web: WEB });
    await declare('monday');
    world.observe = () => {
      throw permanentError('the server is away');
    };
    expect(await (await start()).deploy(environment, { web: WEB })).toMatchObject({
      status: 'failed',
      error: expect.stringContaining('the server is away'),
    });
  });
});
