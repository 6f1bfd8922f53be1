import fs from 'node:fs/promises';
import path from 'node:path';
import type { PostgresPrograms } from './PostgresPrograms';

/** Options of {@link createCluster}. */
export interface CreateClusterOptions {
  programs: PostgresPrograms;
  /** Folder that the cluster is made in, as `data`; it exists and belongs to the programs' user. */
  folder: string;
  /** Name of the superuser. */
  user: string;
  /** Password of the superuser; every connection has to give it. */
  password: string;
  /** Gives up durability for speed: only for clusters that are thrown away. */
  throwAway: boolean;
}

/**
 * Makes a PostgreSQL cluster that listens on the loopback interface only. It appears whole or not
 * at all.
 *
 * @throws Error with what `initdb` said when the cluster cannot be made.
 */
export async function createCluster(options: CreateClusterOptions): Promise<void> {
  const { programs, folder, user, password, throwAway } = options;
  const unfinished = path.join(folder, 'unfinished');
  const passwordFile = path.join(folder, 'initial-password');
  await fs.rm(unfinished, { recursive: true, force: true });
  await fs.writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  try {
    if (programs.user) {
      await fs.chown(passwordFile, programs.user.uid, programs.user.gid);
    }
    const { code, output } = await programs.initdb([
      `--pgdata=${unfinished}`,
      `--username=${user}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      ...(throwAway ? ['--no-sync'] : []),
      ...settings(throwAway).map(setting => `--set=${setting}`),
    ]);
    if (code !== 0) {
      throw new Error(`PostgreSQL could not make its data folder in ${folder}: ${output}`);
    }
  } finally {
    await fs.rm(passwordFile, { force: true });
  }
  await fs.rename(unfinished, path.join(folder, 'data'));
}

function settings(throwAway: boolean): string[] {
  return [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=200',
    // Sized for one machine that does other things too: few processes, little shared memory.
    'shared_buffers=16MB',
    'io_method=sync',
    'autovacuum_max_workers=1',
    'max_parallel_workers=0',
    'max_logical_replication_workers=0',
    'jit=off',
    ...(throwAway ? ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'] : []),
  ];
}
