/**
 * Writes a text so that {@link parsePlaceholders} yields it back as text, with nothing resolved. Every
 * `$` is doubled, except within the braces of an escape, which are taken as they are. Linear time.
 * @public
 */
export function escapePlaceholders(text: string): string {
  const lastClose = text.lastIndexOf('}');
  let result = '';
  let position = 0;
  let dollar = text.indexOf('$');
  while (dollar !== -1) {
    let open = dollar + 1;
    while (text[open] === '$') {
      open++;
    }
    result += text.slice(position, dollar) + '$$'.repeat(open - dollar);
    position = open;
    if (text[open] === '{' && lastClose > open) {
      position = text.indexOf('}', open) + 1;
      result += text.slice(open, position);
    }
    dollar = text.indexOf('$', position);
  }
  return result + text.slice(position);
}
