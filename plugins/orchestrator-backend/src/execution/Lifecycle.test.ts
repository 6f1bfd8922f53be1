import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { TestDatabases } from '@backstage/backend-test-utils';
import createKnex, { type Knex } from 'knex';
import { prepareSchema } from '../database/__testUtils__/prepareSchema';
import { LifecycleSimulation } from './__testUtils__/simulation/LifecycleSimulation';
import { searchScenarios } from './__testUtils__/simulation/searchScenarios';
import { simulationSeed } from './__testUtils__/simulation/simulationSeed';

const MINUTES = Number(process.env.SIMULATION_MINUTES ?? 0.15);
jest.setTimeout(MINUTES * 60_000 + 300_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

describe.each(databases.eachSupportedId())('any life of an environment on %p', id => {
  let folder: string;
  let observer: Knex;
  let connection: Knex.Config;

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'simulation-'));
    if (id === 'SQLITE_3') {
      // A file, since a crashed process has to leave its database behind.
      connection = {
        client: 'better-sqlite3',
        connection: { filename: path.join(folder, 'simulation.sqlite') },
        useNullAsDefault: true,
        pool: { min: 0, max: 1 },
      };
      observer = createKnex(connection);
      await observer.raw('pragma journal_mode = wal');
    } else {
      const database = await databases.init(id);
      connection = {
        client: 'pg',
        connection: database.client.config.connection,
        pool: { min: 0, max: 8 },
      };
      observer = createKnex(connection);
    }
    await prepareSchema(observer);
  });
  afterAll(async () => {
    await observer.destroy();
    rmSync(folder, { recursive: true, force: true });
  });

  it(`keeps every promise, whatever goes wrong (seed ${simulationSeed()})`, async () => {
    const search = searchScenarios({
      minutes: MINUTES / 2,
      live: scenario => LifecycleSimulation.run(scenario, { observer, connection }),
    });
    await expect(search).resolves.toBeUndefined();
  });
});
