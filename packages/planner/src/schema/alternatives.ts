import { compareText, didYouMean } from '@tutti/score';

/** As many names as a person reads in a message. */
const SHOWN = 20;

/** What could have been written instead of a name, as a hint: the nearest first, then all (at most twenty). */
export function alternatives(word: string, candidates: readonly string[]): string | undefined {
  const names = [...new Set(candidates)].sort(compareText);
  if (names.length === 0) {
    return undefined;
  }
  const more = names.length > SHOWN ? ` and ${names.length - SHOWN} more` : '';
  const list = `Known are: ${names.slice(0, SHOWN).join(', ')}${more}.`;
  const guess = didYouMean(word, names);
  return guess ? `${guess} ${list}` : list;
}
