import type { Problem } from '@tutti/score';

/** An error about a whole file or folder. */
export function fileProblem(source: string, code: string, message: string, hint?: string): Problem {
  return { severity: 'error', code, message, source, pointer: '', ...(hint && { hint }) };
}

/** The problem of a file that is no UTF-8. */
export function notText(source: string): Problem {
  return fileProblem(source, 'unreadable', 'The file is not UTF-8 text.');
}

/** The problem of a file that is larger than it may be, in bytes. */
export function tooLarge(source: string, bytes: number, allowed: number): Problem {
  return fileProblem(source, 'limit', `The file has ${bytes} bytes; ${allowed} are allowed.`);
}
