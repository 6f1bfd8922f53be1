import type { Problem } from './Problem';

/**
 * One line for a person: `shop/web.yaml:12:7 /containers/web/image: message (hint)`.
 * @public
 */
export function formatProblem(problem: Problem): string {
  const place = [problem.source, problem.line, problem.column]
    .filter(part => part !== undefined)
    .join(':');
  const pointer = problem.pointer === '' ? '' : ` ${problem.pointer}`;
  const hint = problem.hint === undefined ? '' : ` (${problem.hint})`;
  return `${place}${pointer}: ${problem.message}${hint}`;
}
