import { describeDriverConformance } from '@tutti/backstage-plugin-platform-orchestrator-node/testUtils';
import { PostgresWorld, TEST_TIMEOUTS, uniqueName } from './__testUtils__/PostgresWorld';
import { PostgresDatabaseDriver } from './PostgresDatabaseDriver';

describe('PostgresDatabaseDriver', () => {
  let world: PostgresWorld;

  beforeAll(async () => {
    world = await PostgresWorld.start();
  }, 60_000);

  afterAll(() => world.stop(), 60_000);

  describeDriverConformance({
    createDriver: () =>
      PostgresDatabaseDriver.create({ servers: new Map(), timeouts: TEST_TIMEOUTS }),
    createRequest: () => ({
      inputs: { server: world.serverInput, database: uniqueName('orders'), extensions: ['citext'] },
    }),
    changeRequest: request => ({
      ...request,
      inputs: { ...request.inputs, extensions: ['citext', 'hstore'] },
    }),
    changeIdentity: request => ({
      ...request,
      inputs: { ...request.inputs, database: uniqueName('orders') },
    }),
    createAdoptable: async () => {
      const { name, adopting } = await world.makeByHand();
      return { inputs: { server: world.serverInput, database: name }, adopting };
    },
    secrets: () => [world.password],
    world: {
      look: target => world.look(target),
      count: target => world.count(target),
      block: target => world.block(target),
      failHalfWay: () => world.failHalfWay(),
    },
  });
});
