import { Composer, type CST, type Document } from 'yaml';
import type { SyntaxMessage } from './SyntaxMessage';

/** A document's syntax tree, and whether an error was reported of it. */
export interface ParsedDocument {
  tree: Document.Parsed;
  isBroken: boolean;
}

/** How the library says where an error is: an offset, a range, or a token. */
type ErrorSource = number | readonly number[] | { offset: number };

/**
 * Builds syntax trees of documents from the tokens of a YAML stream with the library's composer, and
 * knows of each whether it is broken.
 *
 * The composer has no public way to see errors as they come, and it keeps each with a stack trace: a
 * megabyte of brackets is gigabytes of errors. So they are taken from it here and handed to `report`,
 * which may throw to stop.
 */
export class DocumentBuilder {
  readonly #composer: Composer;
  readonly #report: (message: SyntaxMessage) => void;
  /** Errors of the document that the composer holds until it sees the next one. */
  #held = 0;
  /** Errors that belong to the document to come. */
  #coming = 0;
  #isComing = false;

  constructor(report: (message: SyntaxMessage) => void) {
    this.#report = report;
    this.#composer = new Composer({
      // Fixed, so that a %YAML directive cannot turn `no` into a boolean.
      schema: 'core',
      // The library compares each key with each other; NodeConverter does it with a map.
      uniqueKeys: false,
      prettyErrors: false,
      logLevel: 'silent',
    });
    Object.assign(this.#composer, {
      onError: (source: ErrorSource, code: string, message: string, warning?: boolean) =>
        this.#add({
          severity: warning ? 'warning' : 'error',
          code,
          message,
          offset: offsetOf(source),
        }),
    });
  }

  /** Takes one token; yields the document before it when the token begins a new one. */
  *next(token: CST.Token): Generator<ParsedDocument> {
    if (token.type === 'error') {
      const { message, offset } = token;
      this.#add({ severity: 'error', code: 'UNEXPECTED_TOKEN', message, offset });
      return;
    }
    // Directives stand before their document, and a document is built before the last one is let go.
    this.#isComing = token.type === 'directive' || token.type === 'document';
    for (const tree of this.#composer.next(token)) {
      yield { tree, isBroken: this.#held > 0 };
    }
    this.#isComing = false;
    if (token.type === 'document') {
      this.#held = this.#coming;
      this.#coming = 0;
    }
  }

  /** Yields the last document. */
  *end(): Generator<ParsedDocument> {
    for (const tree of this.#composer.end()) {
      yield { tree, isBroken: this.#held > 0 };
    }
  }

  #add(message: SyntaxMessage): void {
    if (message.severity === 'error') {
      if (this.#isComing) {
        this.#coming += 1;
      } else {
        this.#held += 1;
      }
    }
    this.#report(message);
  }
}

function offsetOf(source: ErrorSource): number {
  if (typeof source === 'number') {
    return source;
  }
  return 'offset' in source ? source.offset : source[0];
}
