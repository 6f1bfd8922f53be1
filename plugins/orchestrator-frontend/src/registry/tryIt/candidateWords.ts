import type { CandidateExplanation } from '@tutti/planner';

/** How a candidate fared, in words. */
export function candidateWords(
  candidate: CandidateExplanation,
  winner: string | undefined,
): string {
  if (candidate.failed) {
    const { field, expected, actual } = candidate.failed;
    return `does not fit: ${field} is ${actual ?? 'not set'}, not ${expected}`;
  }
  if (candidate.beatenBy) {
    return `fits, and is less specific than ${candidate.beatenBy}`;
  }
  return candidate.fits && candidate.definition === winner ? 'wins' : 'does not win';
}
