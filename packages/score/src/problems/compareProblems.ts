import { compareText } from '../json/compareText';
import type { Problem } from './Problem';

/**
 * Orders problems by source, line, column, pointer, message; a problem without a place in the source
 * comes after those that have one.
 * @public
 */
export function compareProblems(left: Problem, right: Problem): number {
  return (
    compareText(left.source, right.source) ||
    comparePosition(left.line, right.line) ||
    comparePosition(left.column, right.column) ||
    compareText(left.pointer, right.pointer) ||
    compareText(left.message, right.message)
  );
}

function comparePosition(left: number | undefined, right: number | undefined) {
  if (left === right) {
    return 0;
  }
  if (left === undefined) {
    return 1;
  }
  return right === undefined ? -1 : left - right;
}
