/**
 * How `tutti` ends; pipelines rely on these numbers.
 *
 * - `ok` (0): done, and the answer is yes.
 * - `no` (1): done, and the answer is no: files with errors, a failing test, a plan that cannot be carried out, a
 *   deployment that did not succeed.
 * - `usage` (2): not done, because the command was given wrongly: an unknown option, a file that is not there.
 * - `server` (3): not done, because the server could not be reached or refused.
 * - `defect` (70): not done, because of a mistake in `tutti` itself.
 */
export const exitCodes = { ok: 0, no: 1, usage: 2, server: 3, defect: 70 } as const;
