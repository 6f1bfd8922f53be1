import type { CandidateExplanation } from '@tutti/planner';
import { FIELD_WORDS } from './criterionWords';

/** How a candidate fared, in words. */
export function candidateWords(
  candidate: CandidateExplanation,
  winner: string | undefined,
): string {
  if (candidate.failed) {
    const { field, expected, actual } = candidate.failed;
    return `does not fit: ${FIELD_WORDS[field]} is ${actual ?? 'not set'}, not ${expected}`;
  }
  if (candidate.beatenBy) {
    return `fits, and is less specific than ${candidate.beatenBy}`;
  }
  return candidate.fits && candidate.definition === winner ? 'wins' : 'does not win';
}
