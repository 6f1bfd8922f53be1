import { CustomErrorBase, InputError } from '@backstage/errors';
import express, { type ErrorRequestHandler, type RequestHandler } from 'express';
import { findInputFault } from './findInputFault';

/** The largest body, in bytes. */
const MAXIMUM_BYTES = 1024 * 1024;
/** The body is larger than allowed. */
class PayloadTooLargeError extends CustomErrorBase {
  name = 'PayloadTooLargeError' as const;
  readonly statusCode = 413;
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
  next(findInputFault(request.body, 'The body'));
};

/**
 * Reads JSON bodies, and refuses what could do harm further in: bodies that are too large or too deep, keys that stand
 * for secrets, and characters that cannot be kept.
 */
export function readBody(): (RequestHandler | ErrorRequestHandler)[] {
  return [express.json({ limit: MAXIMUM_BYTES }), explainError, checkUrl, checkBody];
}
