import { Composer, Lexer, Parser, type Document } from 'yaml';
import { ReadingStopped } from './YamlFinding';

/**
 * Parses a text to the syntax trees of its YAML 1.2 documents, one after the other. Throws
 * {@link ReadingStopped} as soon as the nesting goes over the limit, before the library, whose next
 * step is recursive, sees the document.
 */
export function* parseDocuments(text: string, maximumDepth: number): Generator<Document.Parsed> {
  const parser = new Parser();
  const composer = new Composer({
    // Fixed, so that a %YAML directive cannot turn `no` into a boolean.
    schema: 'core',
    // The library compares each key with each other; NodeConverter does it with a map.
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
  });
  // A level is one entry of the parser's stack, and its document and current scalar are two more.
  const maximumStack = maximumDepth + 2;

  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) {
      yield* composer.next(token);
    }
    if (parser.stack.length > maximumStack) {
      throw new ReadingStopped(`The document nests more than ${maximumDepth} levels deep.`, {
        offset: parser.offset,
      });
    }
  }
  for (const token of parser.end()) {
    yield* composer.next(token);
  }
  yield* composer.end();
}
