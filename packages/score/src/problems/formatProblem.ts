import type { Problem } from './Problem';

/** What would steer a terminal or begin another line. */
// eslint-disable-next-line no-control-regex
const CONTROL = /[\0-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

/**
 * One line for a person: `shop/web.yaml:12:7 /containers/web/image: message (hint)`. Characters that would steer a
 * terminal are shown as escapes.
 * @public
 */
export function formatProblem(problem: Problem): string {
  const place = [problem.source, problem.line, problem.column]
    .filter(part => part !== undefined)
    .join(':');
  const pointer = problem.pointer === '' ? '' : ` ${problem.pointer}`;
  const hint = problem.hint === undefined ? '' : ` (${problem.hint})`;
  return `${place}${pointer}: ${problem.message}${hint}`.replace(CONTROL, escape);
}

function escape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
