const GAP = '  ';

/**
 * A table for a terminal: columns under their names, aligned, without lines around them. What could be mistaken for
 * another line or for an order to the terminal is escaped.
 */
export function formatTable(
  columns: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const lines = [columns, ...rows.map(row => row.map(escapeControl))];
  const widths = columns.map((_, index) => Math.max(...lines.map(line => line[index].length)));
  return lines
    .map(line =>
      line
        .map((cell, index) => cell.padEnd(widths[index]))
        .join(GAP)
        .trimEnd(),
    )
    .map(line => `${line}\n`)
    .join('');
}

/** Control characters as `\\u` and four digits, so that a name cannot steer the terminal. */
export function escapeControl(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replace(/[\u0000-\u001f\u007f-\u009f]/g, character => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}
