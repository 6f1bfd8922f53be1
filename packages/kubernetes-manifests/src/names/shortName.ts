import { sha256Hex } from '@tutti/score';

/**
 * Joins a base and a suffix into a name of at most `maximum` characters. What does not fit is cut off the base and
 * replaced by 8 hex digits of its hash, so that two long names never become one.
 */
export function shortName(base: string, suffix: string, maximum: number): string {
  if (base.length + suffix.length <= maximum) {
    return `${base}${suffix}`;
  }
  const kept = base.slice(0, maximum - suffix.length - 9).replace(/[-.]+$/, '');
  return `${kept}-${sha256Hex(base).slice(0, 8)}${suffix}`;
}
