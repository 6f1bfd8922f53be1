import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Pool } from 'pg';
import { recordHistory } from '../history/recordHistory';
import { Trap } from '../replica/Trap';
import { createBareRepository } from '../../src/embedded/createBareRepository';
import { findFreePort } from '../../src/embedded/freePort';
import { PostgresPrograms } from '../../src/embedded/PostgresPrograms';
import { PostgresServer } from '../../src/embedded/PostgresServer';
import { DatabaseProxy } from './DatabaseProxy';
import { RIG_MANIFESTS } from './manifests';
import { Replica } from './Replica';
import { RigClient } from './RigClient';
import { World } from './World';

/** The folder of the sources that the rig belongs to. */
export const OWN_ROOT = path.resolve(__dirname, '../../../..');

const PASSWORD = 'rig';

/** A place for one process at a time; each start is a replica of another name. */
interface Seat {
  proxy: DatabaseProxy;
  replica?: Replica;
  starts: number;
}

/** Options of {@link Rig.start}. */
export interface StartRigOptions {
  /** Names of the seats of the replicas. */
  seats: string[];
  /** Told in one line each what is done. */
  report: (line: string) => void;
  /** The sources that replicas run; default those of the rig. */
  root?: string;
}

/** One real PostgreSQL, one Git repository, one world, and several processes of the product, each behind a proxy. */
export class Rig {
  readonly folder: string;
  readonly world: World;
  readonly trap: Trap;
  readonly client: RigClient;
  /** Straight to PostgreSQL, beside the proxies. */
  database!: Pool;
  readonly #seats = new Map<string, Seat>();
  readonly #report: (line: string) => void;
  readonly #root: string;
  #isRecorded = false;

  private constructor(folder: string, world: World, options: StartRigOptions) {
    this.folder = folder;
    this.world = world;
    this.#report = options.report;
    this.#root = options.root ?? OWN_ROOT;
    this.trap = Trap.at(path.join(folder, 'trap.json'));
    this.client = RigClient.create(() => this.replicas());
  }

  /** Starts everything but the replicas. */
  static async start(options: StartRigOptions): Promise<Rig> {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tutti-resilience-'));
    fs.chmodSync(folder, 0o755); // PostgreSQL runs as somebody else where this is root
    fs.mkdirSync(path.join(folder, 'manifests'));
    fs.writeFileSync(path.join(folder, 'manifests', 'rig.yaml'), RIG_MANIFESTS);
    const world = await World.start(path.join(folder, 'world.jsonl'));
    const rig = new Rig(folder, world, options);
    await createBareRepository(rig.repository);
    const server = await rig.#startPostgres();
    for (const seat of options.seats) {
      rig.#seats.set(seat, { proxy: await DatabaseProxy.start(server), starts: 0 });
    }
    rig.log(`Everything about this run is in ${folder}.`);
    return rig;
  }

  get repository(): string {
    return path.join(this.folder, 'deployments.git');
  }

  get seats(): string[] {
    return [...this.#seats.keys()];
  }

  /** Tells what is done, with the time. */
  log(line: string): void {
    const text = `${new Date().toISOString().slice(11, 23)} ${line}`;
    fs.appendFileSync(path.join(this.folder, 'events.log'), `${text}\n`);
    this.#report(text);
  }

  /** Those that run. */
  replicas(): Replica[] {
    return [...this.#seats.values()].flatMap(({ replica }) =>
      replica?.isRunning ? [replica] : [],
    );
  }

  replica(seat: string): Replica | undefined {
    const { replica } = this.#seat(seat);
    return replica?.isRunning ? replica : undefined;
  }

  proxy(seat: string): DatabaseProxy {
    return this.#seat(seat).proxy;
  }

  /**
   * Starts a process on a seat that is free, and waits until it serves.
   *
   * @param options - `root`: the sources that it runs, when they are others than those of the rest; `worker`: false for one
   *   that serves the API only
   */
  async launch(
    seatName: string,
    { root = this.#root, worker = true }: { root?: string; worker?: boolean } = {},
  ): Promise<Replica> {
    const seat = this.#seat(seatName);
    seat.starts += 1;
    const name = `${seatName}.${seat.starts}`;
    seat.replica = Replica.start(
      {
        name,
        port: await findFreePort(0),
        database: { host: '127.0.0.1', port: seat.proxy.port, user: 'rig', password: PASSWORD },
        world: this.world.url,
        repository: this.repository,
        manifests: path.join(this.folder, 'manifests'),
        trap: path.join(this.folder, 'trap.json'),
        worker,
      },
      root,
      this.folder,
    );
    await seat.replica.ready;
    this.log(`${name} serves.`);
    if (!this.#isRecorded) {
      this.#isRecorded = true;
      await recordHistory(this.database);
    }
    return seat.replica;
  }

  /** Stops PostgreSQL, ending all connections, and starts it again on the same port. */
  async restartPostgres(): Promise<void> {
    await this.database.end();
    await this.#startPostgres();
  }

  /** Takes a backup: the files of the server, which is stopped for it. @returns brings the database back to it */
  async backUp(): Promise<() => Promise<void>> {
    const folder = path.join(this.folder, 'postgres');
    const backup = path.join(this.folder, 'backup');
    const copy = async (from: string, to: string) => {
      await this.database.end();
      await PostgresPrograms.find().pgCtl(['stop', '-D', path.join(folder, 'data'), '-w']);
      fs.rmSync(to, { recursive: true, force: true });
      execFileSync('cp', ['-a', from, to]); // with owners and permissions
      await this.#startPostgres();
    };
    await copy(folder, backup);
    return () => copy(backup, folder);
  }

  /** SIGSTOP for the server and all its processes: it is there, and answers nothing. @returns wakes them up */
  freezePostgres(): () => void {
    const file = path.join(this.folder, 'postgres', 'data', 'postmaster.pid');
    const postmaster = Number(fs.readFileSync(file, 'utf8').split('\n')[0]);
    process.kill(postmaster, 'SIGSTOP'); // first, so that it starts no other
    const children = fs.readFileSync(`/proc/${postmaster}/task/${postmaster}/children`, 'utf8');
    const processes = [postmaster, ...children.trim().split(' ').map(Number)];
    processes.forEach(each => process.kill(each, 'SIGSTOP'));
    return () => processes.forEach(each => process.kill(each, 'SIGCONT'));
  }

  /** Ends everything. */
  async stop(): Promise<void> {
    for (const replica of this.replicas()) {
      replica.thaw();
      replica.kill();
      await replica.ended;
    }
    await this.database.end();
    this.#seats.forEach(({ proxy }) => proxy.stop());
    this.world.stop();
  }

  async #startPostgres(): Promise<PostgresServer> {
    const server = await PostgresServer.start({
      folder: path.join(this.folder, 'postgres'),
      user: 'rig',
      password: PASSWORD,
      preferredPort: 0,
    });
    const { host, port, user, password } = server;
    this.database = new Pool({ host, port, user, password, database: 'postgres', max: 4 });
    this.database.on('error', () => undefined); // an idle connection that a restart ended
    return server;
  }

  #seat(name: string): Seat {
    const seat = this.#seats.get(name);
    if (!seat) {
      throw new Error(`The rig has no seat ${name}.`);
    }
    return seat;
  }
}
