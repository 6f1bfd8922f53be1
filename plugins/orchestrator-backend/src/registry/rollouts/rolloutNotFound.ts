import { NotFoundError } from '@backstage/errors';

/** Says that there is no such rollout; also of one that the caller may not know of. */
export function rolloutNotFound(uid: string): NotFoundError {
  return new NotFoundError(`There is no rollout with the uid ${uid}.`);
}
