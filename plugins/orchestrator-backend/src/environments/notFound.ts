import { NotFoundError } from '@backstage/errors';

/** What is said about an application that does not exist, and about one that the caller may not know of. */
export function applicationNotFound(application: string): NotFoundError {
  return new NotFoundError(
    `There is no application "${application}": check the name, or create the application first.`,
  );
}

/** What is said about an environment that does not exist, and about one that the caller may not know of. */
export function environmentNotFound(application: string, environment: string): NotFoundError {
  return new NotFoundError(
    `The application "${application}" has no environment "${environment}": check the name, or create it first.`,
  );
}
