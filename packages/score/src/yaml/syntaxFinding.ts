import type { SyntaxMessage } from './SyntaxMessage';
import type { YamlFinding } from './YamlFinding';

/** How far around an error a hint looks. */
const NEARBY = 80;

const LONGEST_MESSAGE = 200;

/** A message of the YAML library as a sentence, with a hint where the cause is a common one. */
export function syntaxFinding(
  { severity, code, message, offset }: SyntaxMessage,
  text: string,
): YamlFinding {
  const hint = hintFor(code, lineAround(text, offset));
  return {
    severity,
    code: 'yaml',
    message: `The YAML cannot be read as written: ${sentenceEnd(message)}.`,
    offset,
    pointer: '',
    ...(hint && { hint }),
  };
}

function hintFor(code: string, line: string): string | undefined {
  if (code === 'TAB_AS_INDENT') {
    return 'Indent with spaces.';
  }
  if (/[{[,:]\s*\$\{/.test(line)) {
    return 'Put quotes around each placeholder inside { } or [ ]: "${…}".';
  }
  return undefined;
}

/** The library's words, shortened because they may quote the text, without the mark at their end. */
function sentenceEnd(message: string): string {
  return message.slice(0, LONGEST_MESSAGE).replace(/[.:]?\s*$/, '');
}

/** The part of the line around an offset, no longer than a hint needs. */
function lineAround(text: string, offset: number): string {
  const before = text.slice(Math.max(offset - NEARBY, 0), offset);
  const after = text.slice(offset, offset + NEARBY);
  return before.slice(before.lastIndexOf('\n') + 1) + after.split('\n', 1)[0];
}
