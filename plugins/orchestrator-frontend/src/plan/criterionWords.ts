import { DEFAULT_CLASS } from '@tutti/planner';
import type { Criterion } from '@tutti/planner';

/** The fields of a criterion as people call them. */
export const FIELD_WORDS: Record<keyof Criterion, string> = {
  class: 'class',
  resource: 'resource',
  environment: 'environment',
  application: 'application',
  environmentType: 'environment type',
};

/** A criterion as people read it; the default class goes without saying, and one that sets nothing is `everything`. */
export function criterionWords(criterion: Criterion): string {
  const set = (Object.keys(FIELD_WORDS) as (keyof Criterion)[]).filter(
    field =>
      criterion[field] !== undefined && !(field === 'class' && criterion.class === DEFAULT_CLASS),
  );
  return set.map(field => `${FIELD_WORDS[field]} ${criterion[field]}`).join(', ') || 'everything';
}
