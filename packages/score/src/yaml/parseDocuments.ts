import { Lexer, Parser } from 'yaml';
import { DocumentBuilder, type ParsedDocument } from './DocumentBuilder';
import type { SyntaxMessage } from './SyntaxMessage';
import { ReadingStopped } from './YamlFinding';

/**
 * Parses a text to the syntax trees of its YAML 1.2 documents, one after the other. What is wrong is
 * reported as it is found; `report` may throw to stop.
 *
 * Throws {@link ReadingStopped} as soon as the nesting or the number of lexical tokens goes over its
 * limit, before the library's next step, which is recursive and slower, sees the document.
 */
export function* parseDocuments(
  text: string,
  limits: { maximumDepth: number; maximumTokens: number },
  report: (message: SyntaxMessage) => void,
): Generator<ParsedDocument> {
  const parser = new Parser();
  const builder = new DocumentBuilder(report);
  // A level is one entry of the parser's stack, and its document and current scalar are two more.
  const maximumStack = limits.maximumDepth + 2;
  let count = 0;

  for (const lexeme of new Lexer().lex(text)) {
    count += 1;
    if (count > limits.maximumTokens) {
      throw new ReadingStopped(
        `The file holds more than ${limits.maximumTokens} words and signs and was not read to its end.`,
        { offset: parser.offset, hint: 'Split it into several files.' },
      );
    }
    for (const token of parser.next(lexeme)) {
      yield* builder.next(token);
    }
    if (parser.stack.length > maximumStack) {
      throw new ReadingStopped(`The document nests more than ${limits.maximumDepth} levels deep.`, {
        offset: parser.offset,
      });
    }
  }
  for (const token of parser.end()) {
    yield* builder.next(token);
  }
  yield* builder.end();
}
