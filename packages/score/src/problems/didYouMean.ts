import { distance } from 'fastest-levenshtein';
import { compareText } from '../json/compareText';

const LONGEST_WORD = 100;

/**
 * Picks the candidate a person most likely meant, as a sentence: `Did you mean "image"?`. Spelling
 * variants (case, dashes, underscores) always match, other words when at most two in five of their
 * letters differ or when only their order does. Never the word itself, which whoever asks has found wanting for another
 * reason. `undefined` when nothing is near.
 * @public
 */
export function didYouMean(word: string, candidates: readonly string[]): string | undefined {
  if (word.length > LONGEST_WORD) {
    return undefined;
  }
  const wanted = normalize(word);
  const allowed = Math.floor(Math.max(wanted.length, 3) * 0.4);
  let best: { candidate: string; edits: number } | undefined;
  for (const candidate of candidates.filter(each => each !== word).sort(compareText)) {
    const other = normalize(candidate);
    // As many letters have to be added or left out at least, which is known without comparing them.
    if (Math.abs(other.length - wanted.length) > allowed) {
      continue;
    }
    const edits = editsBetween(wanted, other);
    if (edits <= allowed && (best === undefined || edits < best.edits)) {
      best = { candidate, edits };
    }
  }
  return best && `Did you mean "${best.candidate}"?`;
}

/** Letters in another order count as one edit: `mian` is a slip, not two. */
function editsBetween(left: string, right: string): number {
  const edits = distance(left, right);
  const isRearranged =
    edits > 1 && left.length === right.length && sortLetters(left) === sortLetters(right);
  return isRearranged ? 1 : edits;
}

function sortLetters(word: string): string {
  return [...word].sort().join('');
}

function normalize(word: string): string {
  return word.toLowerCase().replace(/[-_]/g, '');
}
