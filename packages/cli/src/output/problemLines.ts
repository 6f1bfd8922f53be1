import { formatProblem } from '@tutti/score';
import type { Problem } from '@tutti/score';

/** One line for each problem, with its place; warnings say that they are. */
export function problemLines(problems: readonly Problem[]): string[] {
  return problems.map(problem =>
    problem.severity === 'warning' ? `warning: ${formatProblem(problem)}` : formatProblem(problem),
  );
}

/** How many there are of something, in words: `1 file`, `2 files`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
