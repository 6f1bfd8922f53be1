import type { Problem } from './Problem';

/** Says whether any of the problems is an error; warnings alone let a file pass. @public */
export function hasErrors(problems: readonly Problem[]): boolean {
  return problems.some(problem => problem.severity === 'error');
}
