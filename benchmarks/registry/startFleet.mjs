import fs from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { manifests } from './fleet.mjs';

// Packages are TypeScript that is compiled when it is required.
const require = createRequire(import.meta.url);
const backend = '../../plugins/orchestrator-backend/src';
const { ConfigReader } = require('@backstage/config');
const knex = require('knex');
const { applyMigrations } = require(`${backend}/database/migrate`);
const { DatabaseDeployments } = require(`${backend}/deployments`);
const { DatabaseEnvironments } = require(`${backend}/environments/DatabaseEnvironments`);
const { Execution, createWorkQueue } = require(`${backend}/execution`);
const { describeDriver } = require(`${backend}/execution/drivers/describeDriver`);
const { DefaultRegistry, startImpact } = require(`${backend}/registry`);
const { AesKeyRing, DatabaseValues, DefaultSecretStores } = require(`${backend}/secrets`);

const quiet = () => {};
const logger = { debug: quiet, info: quiet, warn: console.error, error: console.error };
logger.child = () => logger;

/** Hands out its inputs, as the driver of that name does, but can be the driver of something stateful. */
const driver = {
  ...{ id: 'static', version: '1.0.0', stateVersion: 1, inputs: { type: 'object' } },
  plan: async ({ state }) => ({ action: state ? 'unchanged' : 'create', differences: [] }),
};

/**
 * The parts of the backend that plan and report, over a database of their own with all manifests in force.
 *
 * @param folder - for the files of manifests
 */
export async function startFleet({ server, folder }) {
  const { host, port, user, password } = server;
  const connection = { host, port, user, password, database: 'postgres' };
  const database = knex({ client: 'pg', connection, pool: { min: 0, max: 20 } });
  await applyMigrations(database);
  await fs.mkdir(path.join(folder, 'manifests'));
  await fs.writeFile(path.join(folder, 'manifests', 'all.yaml'), manifests().join('\n---\n'));
  const config = new ConfigReader({
    platformOrchestrator: {
      manifests: { sources: [{ name: 'platform', type: 'file', path: './manifests' }] },
      secrets: { keys: [{ id: '1', secret: 'a secret that is long enough to be a key' }] },
    },
  });
  const drivers = [driver];
  const descriptors = () => drivers.map(describeDriver);
  const registry = DefaultRegistry.create({
    ...{ database, config, logger, drivers: descriptors, root: folder },
    scheduler: { scheduleTask: async () => {} },
  });
  await registry.sync();
  const [source] = await registry.listSources();
  if (source.problems.length > 0) {
    throw new Error(`The manifests are not as they should be: ${JSON.stringify(source.problems)}`);
  }
  const environments = DatabaseEnvironments.create({
    database,
    environmentTypes: () => registry.listEnvironmentTypes(),
    workloadsOfSets: async () => new Map(),
  });
  const values = DatabaseValues.create({ database });
  const queue = await createWorkQueue({ database, config, logger });
  const { impacts } = startImpact({
    ...{ database, queue, environments, registry, values, drivers: descriptors },
  });
  const execution = Execution.create({
    ...{ database, logger, queue, environments, registry, values, drivers },
    keyRing: AesKeyRing.fromConfig(config),
    secretStores: DefaultSecretStores.create([]),
    events: { publish: async () => {}, subscribe: async () => {} },
    tasks: [impacts],
  });
  return {
    ...{ database, descriptors, environments, impacts, registry },
    deployments: DatabaseDeployments.create({ database, queue, environments }),
    start: () => execution.start(),
    async stop() {
      await execution.stop();
      await registry.stop();
      await database.destroy();
    },
  };
}
