import { CustomErrorBase, InputError } from '@backstage/errors';
import express, { type ErrorRequestHandler, type RequestHandler } from 'express';

/** The largest body, in bytes. */
const MAXIMUM_BYTES = 1024 * 1024;
/** The deepest nesting of a body; what comes after it may then recurse without harm. */
const MAXIMUM_DEPTH = 64;
/** Keys that mean something inside: marks of values that are secret or not yet known, and the prototype. */
const RESERVED_KEY = /^(\$secret|\$known|__proto__$)/;
/** What no text of a database may hold, and what no UTF-8 has, so that it cannot be hashed. */
const UNKEPT = /[\0\p{Surrogate}]/u;

/** The body is larger than allowed. */
class PayloadTooLargeError extends CustomErrorBase {
  name = 'PayloadTooLargeError' as const;
  readonly statusCode = 413;
}

/** Walks without recursion: the depth is what is in question. */
function findFault(body: unknown): InputError | undefined {
  const stack: { value: unknown; pointer: string; depth: number }[] = [
    { value: body, pointer: '', depth: 0 },
  ];
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { value, pointer, depth } = next;
    if (typeof value === 'string' && UNKEPT.test(value)) {
      return new InputError(
        `The body holds U+0000 or half a character (a lone surrogate) at "${pointer}": take it out.`,
      );
    }
    if (value === null || typeof value !== 'object') {
      continue;
    }
    if (depth > MAXIMUM_DEPTH) {
      return new InputError(
        `The body is nested more than ${MAXIMUM_DEPTH} deep at "${pointer.slice(0, 200)}…".`,
      );
    }
    for (const [key, child] of Object.entries(value)) {
      const childPointer = `${pointer}/${key.replace(/~/g, '~0').replace(/\//g, '~1')}`;
      if (RESERVED_KEY.test(key) || UNKEPT.test(key)) {
        return new InputError(
          `The body has the key ${JSON.stringify(key)} at "${pointer}", which is reserved: rename it.`,
        );
      }
      stack.push({ value: child, pointer: childPointer, depth: depth + 1 });
    }
  }
  return undefined;
}

const explainError: ErrorRequestHandler = (error, _request, _response, next) => {
  if (error?.status === 413) {
    next(
      new PayloadTooLargeError(
        `The body is larger than ${MAXIMUM_BYTES} bytes: submit fewer or smaller files in one call.`,
      ),
    );
  } else if (error?.status === 400) {
    // The parser's own message quotes the body, which may hold what should not be repeated.
    next(new InputError('The body is not valid JSON, or it ended early.'));
  } else {
    next(error);
  }
};

const checkUrl: RequestHandler = (request, _response, next) => {
  next(
    /%00/.test(request.url)
      ? new InputError('The address holds the character U+0000, which nothing here is named with.')
      : undefined,
  );
};

const checkBody: RequestHandler = (request, _response, next) => {
  next(findFault(request.body));
};

/**
 * Reads JSON bodies, and refuses what could do harm further in: bodies that are too large or too deep, keys that stand
 * for secrets, and characters that cannot be kept.
 */
export function readBody(): (RequestHandler | ErrorRequestHandler)[] {
  return [express.json({ limit: MAXIMUM_BYTES }), explainError, checkUrl, checkBody];
}
