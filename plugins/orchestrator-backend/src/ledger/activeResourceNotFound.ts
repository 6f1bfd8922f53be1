import { NotFoundError } from '@backstage/errors';

/** What is said about an active resource that does not exist, and about one that the caller may not know of. */
export function activeResourceNotFound(uid: string): NotFoundError {
  return new NotFoundError(`There is no active resource with the uid "${uid}".`);
}
