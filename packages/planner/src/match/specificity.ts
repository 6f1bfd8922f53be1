import { compareText } from '@tutti/score';
import type { Criterion } from '../model';
import { criterionText } from './criterionText';

/** The fields of a criterion that make it more specific, the most specific first. */
export const SPECIFIC_FIELDS = [
  'resource',
  'environment',
  'application',
  'environmentType',
] as const satisfies (keyof Criterion)[];

/** A field of a criterion that makes it more specific. */
export type SpecificField = (typeof SPECIFIC_FIELDS)[number];

/**
 * How specific a criterion is, as a number from 0 to 15: one bit per field that it sets, the more specific field in the
 * higher bit. Of two criteria that fit, the one with the higher number sets the more specific field where they differ,
 * and wins.
 */
export function specificity(criterion: Criterion): number {
  let result = 0;
  for (const field of SPECIFIC_FIELDS) {
    result = result * 2 + (criterion[field] === undefined ? 0 : 1);
  }
  return result;
}

/** Orders criteria: the most specific first, then by their text. */
export function compareCriteria(left: Criterion, right: Criterion): number {
  return (
    specificity(right) - specificity(left) || compareText(criterionText(left), criterionText(right))
  );
}
