import { TestDatabases } from '@backstage/backend-test-utils';
import {
  conflictError,
  permanentError,
  transientError,
} from '@tutti/backstage-plugin-platform-orchestrator-node';
import { deltaOf, TestEngine } from './__testUtils__/TestEngine';
import { TestWorld } from './__testUtils__/TestWorld';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
const CACHE = 'cache.default#web.cache';
const GRANT = 'grant.default#web.grant';
const WEB = 'resources: { cache: { type: cache } }';

describe.each(databases.eachSupportedId())('the idempotency key of an effect on %p', id => {
  let world: TestWorld;
  let engine: TestEngine;
  let environment: string;

  beforeEach(async () => {
    world = new TestWorld();
    const settings = { retries: 1 };
    engine = await TestEngine.create({ database: await databases.init(id), world, settings });
    environment = await engine.addEnvironment();
    await engine.execution.start();
  });
  afterEach(async () => {
    await engine.execution.stop();
  });

  const keysOf = (node: string) =>
    world.calls.filter(call => call.node === node).map(({ key }) => key);

  it('is kept when the last try was cut short too, since the effect may have happened', async () => {
    world.after = ({ node }) => {
      if (node === CACHE) {
        throw transientError('the connection broke');
      }
    };
    const failed = await engine.deploy(environment, { web: WEB });
    expect(failed).toMatchObject({
      status: 'failed',
      error: expect.stringContaining('the connection broke'),
    });
    const journal = await engine.database('journal').whereNull('outcome');
    expect(journal).toHaveLength(1);
    world.after = () => {};
    expect(await engine.deploy(environment, { web: WEB })).toMatchObject({ status: 'succeeded' });
    expect(keysOf(CACHE)).toHaveLength(3);
    expect(new Set(keysOf(CACHE)).size).toBe(1);
    expect(new Set(world.passwords).size).toBe(1);
  });

  it.each([permanentError('no such plan'), conflictError('somebody has it', 'ben')])(
    'is a new one after a failure that the driver is sure of: %s',
    async error => {
      world.before = ({ node }) => {
        if (node === CACHE) {
          throw error;
        }
      };
      expect(await engine.deploy(environment, { web: WEB })).toMatchObject({ status: 'failed' });
      world.before = () => {};
      expect(await engine.deploy(environment, { web: WEB })).toMatchObject({ status: 'succeeded' });
      expect(new Set(keysOf(CACHE)).size).toBe(2);
    },
  );

  it('is not used again once something else was done to the same thing since', async () => {
    const sized = (size: number) => ({
      web: `resources: { cache: { type: cache, params: { size: ${size} } } }`,
    });
    world.after = ({ node }) => {
      if (node === CACHE) {
        throw transientError('the connection broke');
      }
    };
    expect(await engine.deploy(environment, sized(1))).toMatchObject({ status: 'failed' });
    world.after = () => {};
    expect(await engine.deploy(environment, sized(2))).toMatchObject({ status: 'succeeded' });
    expect(await engine.deploy(environment, sized(1))).toMatchObject({ status: 'succeeded' });
    const [first, again, second, third] = keysOf(CACHE);
    expect(again).toBe(first);
    expect(new Set([first, second, third]).size).toBe(3);
    const journal = await engine.database('journal').where({ node: CACHE }).orderBy('uid');
    expect(journal.map(({ outcome }) => outcome)).toEqual(['overtaken', 'succeeded', 'succeeded']);
  });

  it('of making something is not used again once its destruction has begun', async () => {
    let trouble = true;
    world.after = ({ node }) => {
      if (trouble && node === CACHE) {
        throw transientError('the connection broke');
      }
    };
    await engine.deploy(environment, { web: WEB });
    await engine.deploy(environment, { web: '' }); // destroys it, and nobody knows whether that happened
    trouble = false;
    expect(await engine.deploy(environment, { web: WEB })).toMatchObject({ status: 'succeeded' });
    const applied = world.calls.filter(call => call.node === CACHE && call.operation === 'apply');
    expect(applied.at(-1)?.key).not.toBe(applied[0].key);
    expect(await engine.database('journal').whereNull('outcome')).toEqual([]);
  });

  it('is kept for a destruction whose answer was lost, and what may be gone is made again when it is wanted', async () => {
    await engine.deploy(environment, { web: WEB, api: '' });
    world.after = ({ node }, operation) => {
      if (node === CACHE && operation === 'destroy') {
        throw transientError('the connection broke');
      }
    };
    const removed = await engine.deploy(environment, {}, { delta: deltaOf({}, ['web']) });
    expect(removed).toMatchObject({ status: 'failed' });
    expect(world.databases.size).toBe(0);
    world.after = () => {};
    expect(await engine.deploy(environment, { web: WEB })).toMatchObject({ status: 'succeeded' });
    expect(world.databases.size).toBe(1);
  });

  it('is kept when the driver could not be asked again, because a secret cannot be read', async () => {
    const { database } = engine;
    world.after = async ({ node }) => {
      if (node === GRANT) {
        await database('ledger').update({ secret_outputs: 'unreadable' });
        throw transientError('the connection broke');
      }
    };
    const web = 'resources: { grant: { type: grant } }';
    expect(await engine.deploy(environment, { web })).toMatchObject({ status: 'failed' });
    expect(keysOf(GRANT)).toHaveLength(1);
    expect(await database('journal').whereNull('outcome')).toHaveLength(1);
  });
});
