import { compareText, didYouMean } from '@tutti/score';

/** As many names as a person reads in a message. */
const SHOWN = 20;
/** Up to so many names a word is compared with all of them. */
const FEW = 500;
/** Of more names it is compared with so many on each side of where it would stand among them. */
const NEIGHBOURS = 30;

/**
 * Names of one kind, from which a word that is none of them is told what could have been written instead. They are sorted
 * once, and of many names a word is compared only with those that begin or end like it, so that ten thousand words that
 * are not among ten thousand names do not take the product of both.
 */
export class KnownNames {
  readonly #sorted: readonly string[];
  #backwards: readonly string[] | undefined;

  private constructor(names: Iterable<string>) {
    this.#sorted = [...new Set(names)].sort(compareText);
  }

  /** @param names - in whatever order, and as often as they come */
  static create(names: Iterable<string>): KnownNames {
    return new KnownNames(names);
  }

  /**
   * What could have been written instead of a word, as a hint: the nearest first, then all (at most twenty).
   *
   * @returns undefined when there are no names
   */
  hint(word: string): string | undefined {
    const names = this.#sorted;
    if (names.length === 0) {
      return undefined;
    }
    const more = names.length > SHOWN ? ` and ${names.length - SHOWN} more` : '';
    const list = `Known are: ${names.slice(0, SHOWN).join(', ')}${more}.`;
    const guess = didYouMean(word, this.#alike(word));
    return guess ? `${guess} ${list}` : list;
  }

  #alike(word: string): readonly string[] {
    if (this.#sorted.length <= FEW) {
      return this.#sorted;
    }
    this.#backwards ??= this.#sorted.map(reversed).sort(compareText);
    return [
      ...neighbours(this.#sorted, word),
      ...neighbours(this.#backwards, reversed(word)).map(reversed),
    ];
  }
}

/** The names around the place that a word has, or would have, among sorted names. */
function neighbours(sorted: readonly string[], word: string): string[] {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compareText(sorted[middle], word) < 0) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return sorted.slice(Math.max(0, low - NEIGHBOURS), low + NEIGHBOURS);
}

function reversed(word: string): string {
  return [...word].reverse().join('');
}
