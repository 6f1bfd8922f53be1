// Runs in a process of its own: the product's plugin over HTTP on a PostgreSQL with a long history. It measures what its
// parent asks for, tells it the times, and ends.

import { rmSync } from 'node:fs';
import fs from 'node:fs/promises';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';

// Packages are TypeScript that is compiled when it is required.
const require = createRequire(import.meta.url);
const { createBackend } = require('@backstage/backend-defaults');
const { coreServices, createServiceFactory } = require('@backstage/backend-plugin-api');
const { mockCredentials, mockServices } = require('@backstage/backend-test-utils');
const { ConfigReader } = require('@backstage/config');
const { catalogServiceMock } = require('@backstage/plugin-catalog-node/testUtils');
const { AuthorizeResult } = require('@backstage/plugin-permission-common');
const knex = require('knex');
const { PostgresServer } = require('../../packages/backend/src/embedded/PostgresServer');
const { findFreePort } = require('../../packages/backend/src/embedded/freePort');
const testUtils = '../../plugins/orchestrator-backend/src/database/__testUtils__';
const { fleetUid, seedFleet } = require(`${testUtils}/seedFleet`);

const SCHEMA = 'platform-orchestrator';

process.once('message', async ({ size, pages, samples }) => {
  try {
    process.send({ answer: await measure(size, pages, samples) }, () => process.exit(0));
  } catch (error) {
    process.send({ failure: error.stack }, () => process.exit(1));
  }
});
process.once('disconnect', () => process.exit());

async function measure(size, pages, samples) {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'tutti-benchmark-'));
  await fs.chmod(folder, 0o755); // the server runs as another user where this process is root
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const server = await PostgresServer.start({
    ...{ folder: path.join(folder, 'postgres'), user: 'benchmark', password: 'benchmark' },
    preferredPort: 5543,
  });
  const { host, user, password } = server;
  const connection = { host, port: server.port, user, password, database: 'postgres' };
  const port = await findFreePort(7107);
  const backend = await startPlugin(connection, port);
  const database = knex({
    client: 'pg',
    connection,
    searchPath: [SCHEMA],
    pool: { min: 0, max: 1 },
  });
  await seedFleet(database, size);
  await database.destroy();
  const answers = [];
  for (const page of pages) {
    answers.push({ ...page, ...(await measurePage(port, page, samples)) });
  }
  await backend.stop();
  return answers;
}

/** The plugin with its real database, router, guard and validation; signing in is the one of tests, and all is allowed. */
async function startPlugin(connection, port) {
  const baseUrl = `http://127.0.0.1:${port}`;
  const config = new ConfigReader({
    app: { baseUrl },
    backend: {
      ...{ baseUrl, listen: { host: '127.0.0.1', port } },
      database: {
        ...{ client: 'pg', connection, pluginDivisionMode: 'schema', ensureSchemaExists: true },
      },
    },
    permission: { enabled: true },
    platformOrchestrator: {
      secrets: { keys: [{ id: '1', secret: 'a secret that is long enough to be a key' }] },
      worker: { enabled: false },
    },
  });
  const allow = async requests => requests.map(() => ({ result: AuthorizeResult.ALLOW }));
  const permissions = { authorize: allow, authorizeConditional: allow };
  const backend = createBackend();
  for (const feature of [
    ...[mockServices.auth.factory(), mockServices.httpAuth.factory(), catalogServiceMock.factory()],
    createServiceFactory({ service: coreServices.rootConfig, deps: {}, factory: () => config }),
    createServiceFactory({
      ...{ service: coreServices.permissions, deps: {}, factory: () => permissions },
    }),
    createServiceFactory({
      ...{ service: coreServices.rootLogger, deps: {}, factory: () => mockServices.rootLogger() },
    }),
    import('@tutti/backstage-plugin-platform-orchestrator-backend'),
    import('@tutti/backstage-plugin-platform-orchestrator-backend-module-static'),
  ]) {
    backend.add(feature);
  }
  await backend.start();
  return backend;
}

/** Asks for all that a page asks for at once, again and again; the time is that until the last answer is read. */
async function measurePage(port, { paths }, samples) {
  const times = [];
  let bytes = 0;
  for (let sample = -3; sample < samples; sample += 1) {
    const since = performance.now();
    const texts = await Promise.all(paths.map(each => ask(port, withUids(each))));
    if (sample >= 0) {
      times.push(performance.now() - since);
    }
    bytes = texts.reduce((sum, text) => sum + text.length, 0);
  }
  return { times, bytes };
}

/** `{d7}` is the uid of the seventh deployment, and so on; see `fleetUid`. */
function withUids(text) {
  return text.replace(/\{([abde])(\d+)\}/g, (_, kind, n) => fleetUid(kind, Number(n)));
}

async function ask(port, path) {
  const response = await fetch(`http://127.0.0.1:${port}/api/platform-orchestrator/v1${path}`, {
    headers: { authorization: mockCredentials.user.header('user:default/ana') },
  });
  const text = await response.text();
  if (!response.ok) {
    throw new Error(`${path} was answered with ${response.status}: ${text}`);
  }
  return text;
}
