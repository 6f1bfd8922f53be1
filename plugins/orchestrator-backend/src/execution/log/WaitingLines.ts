import type { NewLogLine } from '../../database/deployments/appendLog';

/**
 * Lines that wait to be written, of bounded size: when more come than are written, the first ones and the last ones stay,
 * and a line in between says how many are missing. So a driver that talks faster than a database writes costs neither
 * memory nor disk, and what it said last is there.
 */
export class WaitingLines {
  readonly #limit: number;
  #first: NewLogLine[] = [];
  #firstSize = 0;
  #last: NewLogLine[] = [];
  #lastSize = 0;
  #missing = 0;

  private constructor(limit: number) {
    this.#limit = limit;
  }

  /** @param limit - characters of all messages together */
  static create(limit: number): WaitingLines {
    return new WaitingLines(limit);
  }

  get isEmpty(): boolean {
    return this.#first.length === 0;
  }

  add(line: NewLogLine): void {
    const half = this.#limit / 2;
    const size = line.message.length;
    if (this.#last.length === 0 && (this.#firstSize + size <= half || this.isEmpty)) {
      this.#first.push(line);
      this.#firstSize += size;
      return;
    }
    this.#last.push(line);
    this.#lastSize += size;
    let dropped = 0;
    while (this.#lastSize > half && dropped < this.#last.length - 1) {
      this.#lastSize -= this.#last[dropped].message.length;
      dropped += 1;
    }
    this.#last.splice(0, dropped);
    this.#missing += dropped;
  }

  /** Takes all of them out, oldest first. */
  take(): NewLogLine[] {
    const missing = this.#missing.toLocaleString('en');
    const lines: NewLogLine[] = [
      ...this.#first,
      ...(this.#missing > 0
        ? [
            {
              level: 'warn' as const,
              message: `${missing} lines are left out here: they came faster than a log is written.`,
            },
          ]
        : []),
      ...this.#last,
    ];
    this.clear();
    return lines;
  }

  /** Puts lines that were taken out before those that have come since. */
  putBack(lines: readonly NewLogLine[]): void {
    const since = this.take();
    for (const line of [...lines, ...since]) {
      this.add(line);
    }
  }

  clear(): void {
    this.#first = [];
    this.#last = [];
    this.#firstSize = 0;
    this.#lastSize = 0;
    this.#missing = 0;
  }
}
