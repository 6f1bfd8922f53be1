/**
 * Splits the body of a placeholder into path elements: on every dot that has no backslash before it;
 * `\.` becomes a dot within an element and any other backslash stands for itself. Never empty: the
 * body `''` is the path `['']`.
 * @public
 */
export function splitPlaceholderPath(raw: string): string[] {
  const path: string[] = [];
  let element = '';
  for (let index = 0; index < raw.length; index++) {
    if (raw[index] === '\\' && raw[index + 1] === '.') {
      element += '.';
      index++;
    } else if (raw[index] === '.') {
      path.push(element);
      element = '';
    } else {
      element += raw[index];
    }
  }
  path.push(element);
  return path;
}
