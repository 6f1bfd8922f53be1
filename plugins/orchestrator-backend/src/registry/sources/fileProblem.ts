import type { Problem } from '@tutti/score';

/** An error about a whole file or folder. */
export function fileProblem(source: string, code: string, message: string, hint?: string): Problem {
  return { severity: 'error', code, message, source, pointer: '', ...(hint && { hint }) };
}
