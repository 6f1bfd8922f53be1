import { untilCancelled } from '../../../drivers/cancellation';

interface Box {
  /** Absent: another driver made it. */
  ledgerUid?: string;
  colour?: string;
}

/** The world of the {@link BoxDriver}: boxes by name. */
export class BoxWorld {
  readonly boxes = new Map<string, Box>();
  readonly #blocked = new Map<string, Promise<void>>();
  readonly #broken = new Set<string>();

  async affect(name: string, signal: AbortSignal | undefined, effect: () => void): Promise<void> {
    const blocked = this.#blocked.get(name) ?? Promise.resolve();
    await (signal ? untilCancelled(signal, blocked) : blocked);
    effect();
  }

  isBroken(name: string): boolean {
    return this.#broken.has(name);
  }

  async block(name: string): Promise<() => void> {
    let unblock = () => {};
    this.#blocked.set(name, new Promise<void>(resolve => (unblock = resolve)));
    return () => {
      this.#blocked.delete(name);
      unblock();
    };
  }

  async failHalfWay(name: string): Promise<() => void> {
    this.#broken.add(name);
    return () => {
      this.#broken.delete(name);
    };
  }
}
