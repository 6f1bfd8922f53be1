import type { Criterion } from '../model';

const ORDER = [
  'class',
  'resource',
  'environment',
  'application',
  'environmentType',
] as const satisfies (keyof Criterion)[];

/**
 * The canonical text of a criterion, such as `class=default&environmentType=production`: equal criteria have equal
 * texts, others have not. Among the definitions of one resource type it is unique.
 */
export function criterionText(criterion: Criterion): string {
  return ORDER.filter(field => criterion[field] !== undefined)
    .map(field => `${field}=${encodeURIComponent(criterion[field]!)}`)
    .join('&');
}
