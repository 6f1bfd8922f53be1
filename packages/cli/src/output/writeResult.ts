import { stringify } from 'yaml';
import type { Terminal } from '../program/Terminal';
import { escapeControl, formatTable } from './formatTable';
import type { OutputFormat } from './OutputFormat';

/** A result in the form that people read: tables and lines, in their order. */
export type TableOutput = (string | { columns: string[]; rows: (readonly string[])[] })[];

/**
 * Writes a result to standard output.
 *
 * @param data - what programs read; plain JSON
 * @param table - what people read instead
 */
export function writeResult(
  terminal: Terminal,
  format: OutputFormat,
  data: unknown,
  table: () => TableOutput,
): void {
  if (format === 'json') {
    terminal.write(`${JSON.stringify(data, undefined, 2)}\n`);
  } else if (format === 'yaml') {
    terminal.write(stringify(JSON.parse(JSON.stringify(data)), { aliasDuplicateObjects: false }));
  } else {
    for (const part of table()) {
      terminal.write(
        typeof part === 'string'
          ? `${escapeControl(part)}\n`
          : formatTable(part.columns, part.rows),
      );
    }
  }
}
