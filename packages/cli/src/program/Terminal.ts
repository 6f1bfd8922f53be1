import { exitCodes } from './exitCodes';
import type { ExitCode } from './exitCodes';

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** Where a command writes, what it reads of its surroundings, and how it ends. */
export class Terminal {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly #process: NodeJS.Process;

  private constructor(process: NodeJS.Process) {
    this.#process = process;
    this.env = process.env;
  }

  /** The terminal of this process. A reader that goes away, such as `head`, ends it without an error. */
  static ofProcess(): Terminal {
    process.stdout.on('error', (error: NodeJS.ErrnoException) => {
      process.exit(error.code === 'EPIPE' ? exitCodes.ok : exitCodes.defect);
    });
    // Nobody reads notes any more; the work and the result are worth going on for.
    process.stderr.on('error', () => {});
    return new Terminal(process);
  }

  /** Writes a piece of the result. */
  write(text: string): void {
    this.#process.stdout.write(text);
  }

  /** Writes a line that is no part of the result: progress, hints, errors. */
  note(line: string): void {
    this.#process.stderr.write(`${line}\n`);
  }

  /** Says how the process will end once everything is written. */
  end(exitCode: ExitCode): void {
    this.#process.exitCode = exitCode;
  }

  /**
   * Says last words when somebody presses Ctrl-C; the process then ends by the signal, as it does without.
   *
   * @returns what takes the words back
   */
  onInterrupt(lastWords: () => string): () => void {
    const listener = (signal: NodeJS.Signals) => {
      this.note(lastWords());
      this.#process.kill(this.#process.pid, signal);
    };
    SIGNALS.forEach(signal => this.#process.once(signal, listener));
    return () => SIGNALS.forEach(signal => this.#process.off(signal, listener));
  }
}
