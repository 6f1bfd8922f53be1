import fs from 'node:fs';

/** Where in the course of a deployment something can happen to a process. */
export type Boundary =
  'claim' | 'plan' | 'intent' | 'generate' | 'effect' | 'evidence' | 'complete' | 'publish';

/** Before: what the boundary is about has not happened yet; after: it just has. */
export type Moment = 'before' | 'after';

/** What is laid out for the first process that comes by. */
export interface TrapOrder {
  boundary: Boundary;
  moment: Moment;
  /** `kill` is kill -9, `freeze` is SIGSTOP: neither lets the process do anything more. */
  action: 'kill' | 'freeze';
  /** Only where what is being done contains this text. */
  containing?: string;
}

/**
 * A trap in a file that all processes of the rig look at when they come to a boundary. The first one that takes the file
 * away is caught: renaming is atomic, so only one is.
 */
export class Trap {
  readonly #file: string;

  private constructor(file: string) {
    this.#file = file;
  }

  static at(file: string): Trap {
    return new Trap(file);
  }

  /** Lays it out. */
  set(order: TrapOrder): void {
    fs.rmSync(this.#caught, { force: true });
    fs.writeFileSync(`${this.#file}.new`, JSON.stringify(order));
    fs.renameSync(`${this.#file}.new`, this.#file);
  }

  /** Takes it away. */
  clear(): void {
    fs.rmSync(this.#file, { force: true });
  }

  /** Who was caught, and when; undefined while nobody was. */
  caught(): { name: string; at: number } | undefined {
    return fs.existsSync(this.#caught)
      ? JSON.parse(fs.readFileSync(this.#caught, 'utf8'))
      : undefined;
  }

  /** Called by a process that comes to a boundary; does not come back when it was caught. */
  pass(name: string, boundary: Boundary, moment: Moment, about: string): void {
    const order = this.#read();
    const isMeant =
      order?.boundary === boundary &&
      order.moment === moment &&
      (order.containing === undefined || about.includes(order.containing));
    if (!order || !isMeant || !this.#take()) {
      return;
    }
    fs.writeFileSync(`${this.#caught}.new`, JSON.stringify({ name, at: Date.now() }));
    fs.renameSync(`${this.#caught}.new`, this.#caught);
    process.kill(process.pid, order.action === 'kill' ? 'SIGKILL' : 'SIGSTOP');
  }

  get #caught(): string {
    return `${this.#file}.caught`;
  }

  #read(): TrapOrder | undefined {
    try {
      return JSON.parse(fs.readFileSync(this.#file, 'utf8'));
    } catch {
      return undefined; // nothing is laid out, which is the rule
    }
  }

  #take(): boolean {
    try {
      fs.renameSync(this.#file, `${this.#file}.taken`);
      return true;
    } catch {
      return false; // somebody else was caught
    }
  }
}
