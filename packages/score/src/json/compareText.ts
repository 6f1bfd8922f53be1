/**
 * Orders two texts by UTF-16 code units, the order of RFC 8785, which no locale and no version of a
 * language database can change. Returns -1, 0 or 1.
 * @public
 */
export function compareText(left: string, right: string): number {
  if (left === right) {
    return 0;
  }
  return left < right ? -1 : 1;
}
