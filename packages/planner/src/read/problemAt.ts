import type { LocatedDocument, Problem } from '@tutti/score';

/** An error at a place of a document, with line and column. */
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
    message,
    source: document.source,
    ...document.locate(pointer),
    pointer,
    ...(hint && { hint }),
  };
}
