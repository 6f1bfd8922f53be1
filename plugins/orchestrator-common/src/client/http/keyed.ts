import type { HttpRequest } from './createHttpCall';

/** What is posted under an idempotency key, where there is one. */
export function keyed(body: object, options?: { idempotencyKey?: string }): HttpRequest {
  const key = options?.idempotencyKey;
  return { body, headers: key === undefined ? {} : { 'Idempotency-Key': key } };
}
