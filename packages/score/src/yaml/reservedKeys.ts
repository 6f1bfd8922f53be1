/** Keys that begin with one of these carry marks of this package, or would reach into JavaScript. */
const RESERVED_PREFIXES = ['$secret', '$known', '__proto__'];

/**
 * Says whether a key of a mapping is refused in files and overrides: a stranger's `$secret` could pose
 * as a reference to somebody else's secret, and `__proto__` is no ordinary property in JavaScript.
 */
export function isReservedKey(key: string): boolean {
  return RESERVED_PREFIXES.some(prefix => key.startsWith(prefix));
}
