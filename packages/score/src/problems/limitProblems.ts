import type { Problem } from './Problem';

/** As many as a person would read of one file. */
const MAXIMUM = 100;

/**
 * Keeps the first hundred problems of a file and says in a last one, at the place of the first that is left
 * out, that there are more, so that a file of nonsense does not cost a megabyte of answers. Errors are kept before warnings.
 * @public
 */
export function limitProblems(problems: readonly Problem[]): Problem[] {
  if (problems.length <= MAXIMUM) {
    return [...problems];
  }
  const errors = problems.filter(problem => problem.severity === 'error');
  const warnings = problems.filter(problem => problem.severity === 'warning');
  const kept = new Set([...errors, ...warnings].slice(0, MAXIMUM));
  const { source, line, column } = problems.find(problem => !kept.has(problem))!;
  return [
    ...problems.filter(problem => kept.has(problem)),
    {
      severity: errors.length > MAXIMUM ? 'error' : 'warning',
      code: 'limit',
      message: `The file has more problems; only the first ${MAXIMUM} are shown.`,
      source,
      ...(line !== undefined && { line, column }),
      pointer: '',
    },
  ];
}
