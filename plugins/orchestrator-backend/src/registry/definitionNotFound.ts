import { NotFoundError } from '@backstage/errors';

/** What is said about a definition that does not exist, and about one that the caller may not know of. */
export function definitionNotFound(definition: string): NotFoundError {
  return new NotFoundError(`There is no resource definition "${definition}".`);
}
