import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

const FOLDER = path.dirname(require.resolve('../PostgresServer'));

/**
 * A Node process of its own that runs a few lines with the modules of this folder, for tests of
 * what happens when a process ends. It lives until it is told to end, or killed.
 */
export class ChildProgram {
  readonly #process: ChildProcess;
  #output = '';

  /** @param lines - the body of an async function; what it returns is answered as JSON. */
  static start(lines: string): ChildProgram {
    return new ChildProgram(lines);
  }

  private constructor(lines: string) {
    const program = `
      process.stdin.once('end', () => process.exit(0)).resume();
      (async () => { ${lines} })().then(
        answer => console.log(JSON.stringify({ answer: answer ?? 'done' })),
        error => console.log(JSON.stringify({ error: error.message })),
      );`;
    this.#process = spawn(
      process.execPath,
      ['--require', require.resolve('@backstage/cli/config/nodeTransform.cjs'), '-e', program],
      { cwd: FOLDER, stdio: ['pipe', 'pipe', 'inherit'] },
    );
    this.#process.stdout?.on('data', chunk => (this.#output += chunk));
  }

  /** What the lines returned; rejects with what they threw. */
  async answer<T>(): Promise<T> {
    while (!this.#output.includes('\n') && this.#process.exitCode === null) {
      await Promise.race([once(this.#process.stdout!, 'data'), once(this.#process, 'exit')]);
    }
    const { answer, error } = JSON.parse(this.#output);
    if (error) {
      throw new Error(error);
    }
    return answer;
  }

  /** Lets the process exit as it would after its work. */
  async end(): Promise<void> {
    await this.#leave(() => this.#process.stdin?.end());
  }

  /** Kills the process, so that it cannot clean up. */
  async kill(): Promise<void> {
    await this.#leave(() => this.#process.kill('SIGKILL'));
  }

  async #leave(cause: () => void): Promise<void> {
    if (this.#process.exitCode === null && this.#process.signalCode === null) {
      const left = once(this.#process, 'exit');
      cause();
      await left;
    }
  }
}
