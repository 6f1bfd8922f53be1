import { distance } from 'fastest-levenshtein';
import { compareText } from '../json/compareText';

const LONGEST_WORD = 100;

/**
 * Picks the candidate a person most likely meant, as a sentence: `Did you mean "image"?`. Spelling
 * variants (case, dashes, underscores) always match, other words when at most two in five of their
 * letters differ or when only their order does. `undefined` when nothing is near.
 * @public
 */
export function didYouMean(word: string, candidates: readonly string[]): string | undefined {
  if (word.length > LONGEST_WORD) {
    return undefined;
  }
  const wanted = normalize(word);
  let best: { candidate: string; edits: number } | undefined;
  for (const candidate of [...candidates].sort(compareText)) {
    const edits = editsBetween(wanted, normalize(candidate));
    const allowed = Math.floor(Math.max(wanted.length, 3) * 0.4);
    if (edits <= allowed && (best === undefined || edits < best.edits)) {
      best = { candidate, edits };
    }
  }
  return best && `Did you mean "${best.candidate}"?`;
}

/** Letters in another order count as one edit: `mian` is a slip, not two. */
function editsBetween(left: string, right: string): number {
  const edits = distance(left, right);
  const isRearranged = edits > 0 && sortLetters(left) === sortLetters(right);
  return isRearranged ? 1 : edits;
}

function sortLetters(word: string): string {
  return [...word].sort().join('');
}

function normalize(word: string): string {
  return word.toLowerCase().replace(/[-_]/g, '');
}
