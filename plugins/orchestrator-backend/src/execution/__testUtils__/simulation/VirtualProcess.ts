/** How a process of the simulation is. */
type ProcessState = 'running' | 'frozen' | 'dead';

/**
 * A replica that lives in this process and can die or freeze like a process of its own: whatever it awaits outside
 * itself (its database, its drivers) goes through {@link pass}. Once it is dead its awaits never come back, until it is
 * buried at the end of a test: then they fail, so that nothing is left behind.
 */
export class VirtualProcess {
  readonly #planned = new Map<number, () => void>();
  readonly #grave: Promise<never>;
  #state: ProcessState = 'running';
  #passes = 0;
  #thawed = Promise.resolve();
  #thaw = () => {};
  #bury = (_reason: Error) => {};
  #onDeath: (() => void)[] = [];

  private constructor(readonly name: string) {
    this.#grave = new Promise<never>((_resolve, reject) => {
      this.#bury = reject;
    });
    this.#grave.catch(() => {}); // whoever waits in it hears of it
  }

  static create(name: string): VirtualProcess {
    return new VirtualProcess(name);
  }

  get alive(): boolean {
    return this.#state !== 'dead';
  }

  /** How often it has awaited something so far. */
  get passes(): number {
    return this.#passes;
  }

  /** Lets something happen at the n-th await from now. */
  plan(passesFromNow: number, action: () => void): void {
    this.#planned.set(this.#passes + passesFromNow, action);
  }

  /** Forgets what was planned and has not happened. */
  forgetPlans(): void {
    this.#planned.clear();
  }

  /** One await: counts, lets happen what was planned for it, and returns only while the process is alive. */
  async pass(): Promise<void> {
    this.#passes += 1;
    const action = this.#planned.get(this.#passes);
    this.#planned.delete(this.#passes);
    action?.();
    await this.stillAlive();
  }

  /** Returns only while the process is alive and not frozen. Does not count. */
  async stillAlive(): Promise<void> {
    while (this.#state === 'frozen') {
      await this.#thawed;
    }
    if (this.#state === 'dead') {
      await this.#grave;
    }
  }

  /** Holds all its awaits back. */
  freeze(): void {
    if (this.#state === 'running') {
      this.#state = 'frozen';
      this.#thawed = new Promise(resolve => {
        this.#thaw = resolve;
      });
    }
  }

  /** Lets go on what was held back. */
  thaw(): void {
    if (this.#state === 'frozen') {
      this.#state = 'running';
      this.#thaw();
    }
  }

  /** Like `kill -9`: nothing it awaits comes back, and its connections are cut. */
  die(): void {
    if (this.#state !== 'dead') {
      this.#state = 'dead';
      this.#thaw();
      for (const cut of this.#onDeath) {
        cut();
      }
    }
  }

  /** Waits for an answer of this process; undefined when it dies before it has answered. */
  async answer<T>(request: Promise<T>): Promise<T | undefined> {
    request.catch(() => {}); // nobody may listen any more
    const death = new Promise<undefined>(resolve => this.onDeath(() => resolve(undefined)));
    return this.alive ? Promise.race([request, death]) : undefined;
  }

  /** Called when it dies. */
  onDeath(cut: () => void): void {
    this.#onDeath.push(cut);
  }

  /** Lets whatever still waits fail, at the end of a test. */
  bury(): void {
    this.die();
    this.#bury(new Error(`The virtual process ${this.name} is dead.`));
  }
}
