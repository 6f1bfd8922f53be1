import type { Problem } from '@tutti/score';

/** A problem found while planning, whose place has no line: the set holds values, not files. */
export function planProblem(
  code: string,
  message: string,
  place: { source: string; pointer: string },
  options: { severity?: Problem['severity']; hint?: string } = {},
): Problem {
  const { severity = 'error', hint } = options;
  return { severity, code, message, ...place, ...(hint && { hint }) };
}

/** A place in a definition. */
export function definitionPlace(
  definition: string,
  pointer: string,
): { source: string; pointer: string } {
  return { source: `definition ${definition}`, pointer };
}
