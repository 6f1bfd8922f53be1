import { createHash } from 'node:crypto';
import type { GenerateOptions } from '../drivers/DriverContext';

const CHARACTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/**
 * The random values of one intended effect, as the journal keeps them; here made from a seed, so that tests repeat.
 * Hand the same store to every attempt: that is what makes a value survive a crash.
 */
export class TestGeneratedValues {
  readonly #seed: string;
  readonly #values = new Map<string, string>();

  /** Stores of different seeds give different values for the same name. */
  constructor(seed: string = 'tutti') {
    this.#seed = seed;
  }

  /** The value of this name; made of letters and digits at the first call, the same at every further one. */
  get(name: string, options: GenerateOptions = {}): string {
    let value = this.#values.get(name);
    if (value === undefined) {
      value = this.#make(name, options.length ?? 32);
      this.#values.set(name, value);
    }
    return value;
  }

  /** All values made so far, in the order in which they were asked for. */
  list(): string[] {
    return [...this.#values.values()];
  }

  #make(name: string, length: number): string {
    let value = '';
    for (let block = 0; value.length < length; block += 1) {
      const digest = createHash('sha256').update(`${this.#seed}\n${name}\n${block}`).digest();
      value += [...digest].map(byte => CHARACTERS[byte % CHARACTERS.length]).join('');
    }
    return value.slice(0, length);
  }
}
