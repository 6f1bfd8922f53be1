import { spawn } from 'node:child_process';
import {
  cancelledError,
  permanentError,
  throwIfCancelled,
} from '@tutti/backstage-plugin-platform-orchestrator-node';

/** What {@link GitCommand.run} takes beside the arguments. */
export interface RunGitOptions {
  cwd: string;
  env: NodeJS.ProcessEnv;
  signal: AbortSignal;
  /** Written to the standard input. */
  input?: string | Buffer;
}

/** How a git process ended. */
export interface GitOutcome {
  exitCode: number;
  stdout: string;
  stderr: string;
}

/** Time that git has to clean up its lock files after it was told to stop. */
const MILLISECONDS_TO_STOP = 2_000;

/**
 * The git binary. Arguments go to it without a shell, and never hold a credential. Git starts children of its own (for
 * transports, hooks, packing), so a cancelled command is stopped with its whole process group.
 */
export class GitCommand {
  readonly #binary: string;

  private constructor(binary: string) {
    this.#binary = binary;
  }

  /** Nothing is started yet. Default: `git`, as the PATH finds it. */
  static create(binary: string = 'git'): GitCommand {
    return new GitCommand(binary);
  }

  /**
   * Runs git to its end; how it ended is for the caller to judge.
   *
   * @throws DriverError of class `cancelled` when the signal is aborted, once the process is gone; of class `permanent`
   *   when there is no git to run.
   */
  async run(args: readonly string[], options: RunGitOptions): Promise<GitOutcome> {
    const { cwd, env, signal, input } = options;
    throwIfCancelled(signal);
    const inGroup = process.platform !== 'win32';
    const child = spawn(this.#binary, args, { cwd, env, detached: inGroup, windowsHide: true });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on('data', chunk => stdout.push(chunk));
    child.stderr.on('data', chunk => stderr.push(chunk));
    // A process that ends without reading its input is judged by its exit code.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);

    const stop = (reason: NodeJS.Signals) => {
      try {
        if (child.pid !== undefined) {
          process.kill(inGroup ? -child.pid : child.pid, reason);
        }
      } catch {
        // It is gone already.
      }
    };
    let killLater: NodeJS.Timeout | undefined;
    const onAbort = () => {
      stop('SIGTERM');
      killLater = setTimeout(() => stop('SIGKILL'), MILLISECONDS_TO_STOP);
    };
    signal.addEventListener('abort', onAbort, { once: true });
    try {
      const exitCode = await new Promise<number>((resolve, reject) => {
        child.once('error', reject);
        child.once('close', code => resolve(code ?? -1));
      });
      if (signal.aborted) {
        throw cancelledError();
      }
      return {
        exitCode,
        stdout: Buffer.concat(stdout).toString('utf8'),
        stderr: Buffer.concat(stderr).toString('utf8'),
      };
    } catch (error) {
      throw this.#explain(error);
    } finally {
      signal.removeEventListener('abort', onAbort);
      clearTimeout(killLater);
    }
  }

  #explain(error: unknown): unknown {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'EACCES') {
      return permanentError(
        `The git binary "${this.#binary}" cannot be run (${code}). Install Git 2.32 or newer on the machine of the orchestrator, or set platformOrchestrator.git.binary.`,
        error,
      );
    }
    return error;
  }
}
