/**
 * Appends tokens to a JSON pointer (RFC 6901), escaping `~` and `/`.
 * `appendPointer('/files', '/etc/x')` is `/files/~1etc~1x`.
 * @public
 */
export function appendPointer(pointer: string, ...tokens: (string | number)[]): string {
  let result = pointer;
  for (const token of tokens) {
    result += `/${String(token).replace(/~/g, '~0').replace(/\//g, '~1')}`;
  }
  return result;
}

/**
 * The tokens of a JSON pointer (RFC 6901), unescaped; the pointer `''` has none.
 * @public
 */
export function splitPointer(pointer: string): string[] {
  if (pointer === '') {
    return [];
  }
  return pointer
    .split('/')
    .slice(1)
    .map(token => token.replace(/~1/g, '/').replace(/~0/g, '~'));
}
