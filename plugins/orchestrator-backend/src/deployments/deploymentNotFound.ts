import { NotFoundError } from '@backstage/errors';

/** What is said about a deployment that does not exist, and about one that the caller may not know of. */
export function deploymentNotFound(uid: string): NotFoundError {
  return new NotFoundError(`There is no deployment with the uid "${uid}".`);
}
