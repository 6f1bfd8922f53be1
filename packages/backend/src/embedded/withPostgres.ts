import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { PostgresServer } from './PostgresServer';

/**
 * Runs a command beside a PostgreSQL server that is thrown away afterwards, and hands it the
 * server in the variable that `TestDatabases` of Backstage reads. This is how every test that
 * needs a database gets a real one without Docker.
 *
 * @returns the exit code of the command.
 */
export async function withPostgres(command: string, args: string[]): Promise<number> {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'tutti-postgres-'));
  const server = await PostgresServer.start({
    folder,
    user: 'postgres',
    password: randomBytes(16).toString('hex'),
    throwAway: true,
    preferredPort: 0,
  });
  // Comes after the server's own part in the exit, which stops it.
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const url = `postgresql://${server.user}:${server.password}@${server.host}:${server.port}`;
  const child = spawn(command, args, {
    stdio: 'inherit',
    env: {
      ...process.env,
      BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING: url,
      BACKSTAGE_TEST_DISABLE_DOCKER: '1',
    },
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => child.kill(signal));
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', code => resolve(code ?? 1));
  });
}
