/** Whether any of some texts contains what somebody looks for, in upper or lower case; nothing looked for is in all. */
export function containsText(
  looked: string | undefined,
  ...texts: readonly (string | undefined)[]
): boolean {
  const wanted = looked?.toLowerCase();
  return !wanted || texts.some(text => text?.toLowerCase().includes(wanted));
}
