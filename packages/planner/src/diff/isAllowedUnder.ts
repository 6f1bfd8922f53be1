import type { PlanAction } from '../model';

/** What each approved action also covers: the same, or less. */
const COVERED: Record<PlanAction, readonly PlanAction[]> = {
  create: ['create', 'unchanged'],
  update: ['update', 'unchanged'],
  replace: ['replace', 'update', 'unchanged'],
  move: ['move', 'unchanged'],
  adopt: ['adopt', 'unchanged'],
  unchanged: ['unchanged'],
  retain: ['retain', 'unchanged'],
  destroy: ['destroy', 'retain', 'unchanged'],
  blocked: [],
};

/**
 * Whether an action that turned out at execution lies within what was approved (`execution.md`, the envelope). Nothing
 * worse may happen: an approved `update` does not cover a `replace`, an approved `unchanged` covers nothing else.
 */
export function isAllowedUnder(approved: PlanAction, actual: PlanAction): boolean {
  return COVERED[approved].includes(actual);
}
