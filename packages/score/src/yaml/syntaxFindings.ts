import type { Document, YAMLError } from 'yaml';
import type { YamlFinding } from './YamlFinding';

/** What the YAML library found wrong with a document, as findings; warnings stay warnings. */
export function syntaxFindings(document: Document.Parsed, text: string): YamlFinding[] {
  return [
    ...document.errors.map(error => toFinding(error, 'error', text)),
    ...document.warnings.map(error => toFinding(error, 'warning', text)),
  ];
}

function toFinding(error: YAMLError, severity: 'error' | 'warning', text: string): YamlFinding {
  const [offset] = error.pos;
  const hint = hintFor(error, lineAround(text, offset));
  return {
    severity,
    code: 'yaml',
    message: `The YAML cannot be read as written: ${error.message.replace(/[.:]?\s*$/, '')}.`,
    offset,
    pointer: '',
    ...(hint && { hint }),
  };
}

function hintFor(error: YAMLError, line: string): string | undefined {
  if (error.code === 'TAB_AS_INDENT') {
    return 'Indent with spaces.';
  }
  if (/[{[,:]\s*\$\{/.test(line)) {
    return 'Put quotes around each placeholder inside { } or [ ]: "${…}".';
  }
  return undefined;
}

/** The line of the text that holds an offset, shortened to what a hint may look at. */
function lineAround(text: string, offset: number): string {
  const begin = text.lastIndexOf('\n', Math.max(offset - 1, 0)) + 1;
  const end = text.indexOf('\n', offset);
  return text.slice(begin, end === -1 ? undefined : end).slice(0, 1000);
}
