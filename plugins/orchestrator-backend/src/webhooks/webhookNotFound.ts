import { NotFoundError } from '@backstage/errors';

/** What is said about a webhook that does not exist, and about one that the caller may not know of. */
export function webhookNotFound(uid: string): NotFoundError {
  return new NotFoundError(`There is no webhook with the uid ${uid}.`);
}

/** What is said about a delivery that does not exist, or is not one of the webhook. */
export function deliveryNotFound(uid: string): NotFoundError {
  return new NotFoundError(
    `The webhook has no delivery with the uid ${uid}: old ones are removed.`,
  );
}
