import type { Diagnostic } from '@codemirror/lint';
import type { Problem } from '@tutti/score';

/**
 * Problems as marks in the text of an editor: from the place that a problem names to the end of its line. A problem
 * without a place, or with one behind the end of the text, is marked on the nearest line that there is.
 */
export function toDiagnostics(problems: readonly Problem[], text: string): Diagnostic[] {
  const lines = text.split('\n');
  const starts: number[] = [];
  let offset = 0;
  for (const line of lines) {
    starts.push(offset);
    offset += line.length + 1;
  }
  return problems.map(({ line = 1, column = 1, severity, message, hint }) => {
    const index = Math.min(Math.max(line, 1), lines.length) - 1;
    const end = starts[index] + lines[index].length;
    const from = Math.min(starts[index] + Math.max(column, 1) - 1, end);
    return { from, to: end, severity, message: hint ? `${message} ${hint}` : message };
  });
}
