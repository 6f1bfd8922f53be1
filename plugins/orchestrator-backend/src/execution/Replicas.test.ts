import { TestDatabases } from '@backstage/backend-test-utils';
import createKnex from 'knex';
import { prepareSchema } from '../database/__testUtils__/prepareSchema';
import { ReplicaSimulation } from './__testUtils__/simulation/ReplicaSimulation';
import { simulationSeed } from './__testUtils__/simulation/simulationSeed';

const MINUTES = Number(process.env.SIMULATION_MINUTES ?? 0.15);
jest.setTimeout(MINUTES * 60_000 + 300_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
const postgres = databases.eachSupportedId();

function describeFailure(seed: number) {
  return (error: Error) =>
    `${error.stack}\nSeed ${seed}. Again: npm run simulate -- --only replicas --seed ${seed}`;
}

(postgres.length > 0 ? describe.each(postgres) : describe.skip.each([['POSTGRES_18']] as const))(
  'several replicas on %p',
  id => {
    const seed = simulationSeed();
    it(`do everything once and in order, whatever happens to them and to their database (seed ${seed})`, async () => {
      const database = await databases.init(id as 'POSTGRES_18');
      const connection = {
        client: 'pg',
        connection: database.client.config.connection,
        pool: { min: 0, max: 6 },
      };
      const observer = createKnex(connection);
      await prepareSchema(observer);
      const simulation = ReplicaSimulation.run({ seed, minutes: MINUTES, observer, connection });
      try {
        await expect(simulation.then(() => 'fine', describeFailure(seed))).resolves.toBe('fine');
      } finally {
        await observer.destroy();
      }
    });
  },
);
