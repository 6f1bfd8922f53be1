/**
 * Splits the path of an override into its elements: on dots; `\.` is a dot and `\\` a backslash within an
 * element, any other backslash stands for itself.
 * @public
 */
export function parseDotPath(text: string): string[] {
  const path: string[] = [];
  let element = '';
  for (let index = 0; index < text.length; index++) {
    const next = text[index + 1];
    if (text[index] === '\\' && (next === '.' || next === '\\')) {
      element += next;
      index++;
    } else if (text[index] === '.') {
      path.push(element);
      element = '';
    } else {
      element += text[index];
    }
  }
  path.push(element);
  return path;
}
