/** The outcome of a step that did not run, and why. */
export function skipped(reason) {
  return { passed: 0, failed: 0, skipped: 1, reason };
}
