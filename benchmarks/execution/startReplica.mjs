import fs from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';

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
const { DefaultRegistry } = require(`${backend}/registry`);
const { AesKeyRing, DatabaseValues, DefaultSecretStores } = require(`${backend}/secrets`);

const quiet = () => {};
const logger = { debug: quiet, info: quiet, warn: console.error, error: console.error };
logger.child = () => logger;

/**
 * The parts of one replica that queue and work on deployments, with the product's defaults.
 *
 * @param connection - of the PostgreSQL that all replicas share
 * @param folder - for the files of manifests
 * @param shape - `manifests()` and `drivers()`
 */
export async function startReplica({ connection, folder, shape }) {
  const database = knex({ client: 'pg', connection, pool: { min: 0, max: 20 } });
  await applyMigrations(database);
  await fs.mkdir(path.join(folder, 'manifests'), { recursive: true });
  await fs.writeFile(path.join(folder, 'manifests', 'all.yaml'), shape.manifests().join('\n---\n'));
  const config = new ConfigReader({
    platformOrchestrator: {
      manifests: { sources: [{ name: 'platform', type: 'file', path: './manifests' }] },
      secrets: { keys: [{ id: '1', secret: 'a secret that is long enough to be a key' }] },
    },
  });
  const drivers = shape.drivers();
  const registry = DefaultRegistry.create({
    ...{ database, config, logger, root: folder },
    drivers: () => drivers.map(describeDriver),
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
  const queue = await createWorkQueue({ database, config, logger });
  const execution = Execution.create({
    ...{ database, logger, queue, environments, registry, drivers },
    values: DatabaseValues.create({ database }),
    keyRing: AesKeyRing.fromConfig(config),
    secretStores: DefaultSecretStores.create([]),
    events: { publish: async () => {}, subscribe: async () => {} },
  });
  return {
    database,
    deployments: DatabaseDeployments.create({ database, queue, environments }),
    start: () => execution.start(),
    async stop() {
      await execution.stop();
      await registry.stop();
      await database.destroy();
    },
  };
}
