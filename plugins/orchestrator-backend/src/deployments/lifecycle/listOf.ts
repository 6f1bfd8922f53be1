/** Names as a sentence lists them, sorted: `api, web`. */
export function listOf(names: readonly string[]): string {
  return [...names].sort().join(', ');
}
