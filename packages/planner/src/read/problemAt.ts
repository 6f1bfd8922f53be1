import type { LocatedDocument, Problem } from '@tutti/score';

/** Characters of a message or hint; a person reads no more. */
const LONGEST = 1_000;
/** Of those, the ones at the end, where a sentence says what is wrong. */
const TAIL = 300;

/**
 * An error at a place of a document, with line and column. A message quotes what people wrote: of one that is too long
 * the beginning and the end are kept.
 */
export function problemAt(
  document: LocatedDocument,
  pointer: string,
  code: string,
  message: string,
  hint?: string,
): Problem {
  return {
    severity: 'error',
    code,
    message: shorten(message),
    source: document.source,
    ...document.locate(pointer),
    pointer,
    ...(hint && { hint: shorten(hint) }),
  };
}

function shorten(text: string): string {
  if (text.length <= LONGEST) {
    return text;
  }
  const short = `${text.slice(0, LONGEST - TAIL)}…${text.slice(-TAIL)}`;
  // A cut may leave half a character behind.
  return short.replace(/\p{Surrogate}/gu, '');
}
