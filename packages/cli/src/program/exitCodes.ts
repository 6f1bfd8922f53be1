/**
 * How `tutti` ends; pipelines rely on these numbers. Ended by a signal, it ends as programs do: with 128 and its number.
 *
 * - `ok` (0): done, and the answer is yes.
 * - `no` (1): done, and the answer is no: files with errors, a failing test, a plan that cannot be carried out, a
 *   deployment that did not succeed, a change that would take something away.
 * - `usage` (2): not done, because the command was given wrongly: an unknown option, a file that is not there.
 * - `server` (3): not done, because the server could not be reached or refused.
 * - `unfinished` (4): not known yet, because the time that was given to wait is over.
 * - `defect` (70): not done, because of a mistake in `tutti` itself.
 */
export const exitCodes = { ok: 0, no: 1, usage: 2, server: 3, unfinished: 4, defect: 70 } as const;

/** One of {@link exitCodes}. */
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
