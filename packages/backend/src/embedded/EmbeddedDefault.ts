import path from 'node:path';
import type { Config } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import { claimDataFolder } from './claimDataFolder';
import { createBareRepository } from './createBareRepository';
import { PostgresServer } from './PostgresServer';
import { readOrCreateKey } from './readOrCreateKey';

const ROOT = 'platformOrchestrator.embedded';
const SAMPLE_LOADER = 'sample-loader';

/** Where Backstage keeps its own tables; the databases of workloads are always in PostgreSQL. */
export type EmbeddedDatabase = 'pg' | 'better-sqlite3';

/**
 * Everything that Tutti needs on one machine, brought up by its own start: a PostgreSQL server, a
 * bare Git repository as the delivery target, and keys. All of it lives in one data folder.
 *
 * It reads `platformOrchestrator.embedded` and answers with the configuration that leads the
 * backend to what it started. Passwords and keys stay in memory and in files of mode 0600, never
 * in the environment, which other programs inherit.
 */
export class EmbeddedDefault {
  /** The server of Backstage's tables (unless those are in files) and of workloads' databases. */
  readonly postgres: PostgresServer;
  /** Absolute path of the data folder. */
  readonly dataFolder: string;
  /** Absolute path of the folder of bare Git repositories, in the data folder. */
  readonly gitFolder: string;
  /** To be merged under the configuration files, which may override any of it. */
  readonly configuration: JsonObject;
  /** Bearer token of the service that loads the sample; its subject is `sample-loader`. */
  readonly sampleLoaderToken: string;

  private constructor(
    postgres: PostgresServer,
    dataFolder: string,
    configuration: JsonObject,
    sampleLoaderToken: string,
  ) {
    this.postgres = postgres;
    this.dataFolder = dataFolder;
    this.gitFolder = gitFolderIn(dataFolder);
    this.configuration = configuration;
    this.sampleLoaderToken = sampleLoaderToken;
  }

  /** Whether the configuration asks for the embedded default; it does not unless it says so. */
  static isEnabled(config: Config): boolean {
    return config.getOptionalBoolean(`${ROOT}.enabled`) ?? false;
  }

  /**
   * Starts what is not running and makes what is missing. What a killed start left behind is
   * taken over. All of it ends with this process.
   *
   * @throws Error in one sentence when the folder is taken or cannot be written, or when
   * PostgreSQL or Git cannot be used.
   */
  static async start(config: Config): Promise<EmbeddedDefault> {
    const dataFolder = path.resolve(config.getOptionalString(`${ROOT}.dataFolder`) ?? '.data');
    const database = readDatabase(config);
    claimDataFolder(dataFolder);
    const keys = path.join(dataFolder, 'keys');
    const gitFolder = gitFolderIn(dataFolder);
    const deployments = path.join(gitFolder, 'deployments.git');
    const [password, secretsKey, sampleLoaderToken] = await Promise.all([
      readOrCreateKey(keys, 'postgres'),
      readOrCreateKey(keys, 'secrets'),
      readOrCreateKey(keys, SAMPLE_LOADER),
      createBareRepository(deployments),
    ]);
    const postgres = await PostgresServer.start({
      folder: path.join(dataFolder, 'postgres'),
      user: 'tutti',
      password,
      preferredPort: config.getOptionalNumber(`${ROOT}.postgresPort`),
    });
    const connection = { host: postgres.host, port: postgres.port, password };
    const configuration: JsonObject = {
      backend: {
        database:
          database === 'pg'
            ? {
                client: 'pg',
                connection: { ...connection, user: postgres.user, database: 'postgres' },
                pluginDivisionMode: 'schema',
                ensureSchemaExists: true,
                // A process of PostgreSQL per connection: idle ones are given back soon.
                knexConfig: { pool: { min: 0, max: 10, idleTimeoutMillis: 2_000 } },
              }
            : {
                client: 'better-sqlite3',
                connection: { directory: path.join(dataFolder, 'sqlite') },
              },
        auth: {
          externalAccess: [
            { type: 'static', options: { token: sampleLoaderToken, subject: SAMPLE_LOADER } },
          ],
        },
      },
      platformOrchestrator: {
        secrets: { keys: [{ id: 'embedded', secret: secretsKey }] },
        postgres: { servers: { embedded: { ...connection, username: postgres.user } } },
        git: { repositories: { deployments: { url: deployments, branch: 'main' } } },
        localGit: { folder: gitFolder },
      },
    };
    return new EmbeddedDefault(postgres, dataFolder, configuration, sampleLoaderToken);
  }
}

function gitFolderIn(dataFolder: string): string {
  return path.join(dataFolder, 'git');
}

function readDatabase(config: Config): EmbeddedDatabase {
  const database = config.getOptionalString(`${ROOT}.database`) ?? 'pg';
  if (database !== 'pg' && database !== 'better-sqlite3') {
    throw new Error(`${ROOT}.database is "${database}"; it has to be "pg" or "better-sqlite3".`);
  }
  return database;
}
