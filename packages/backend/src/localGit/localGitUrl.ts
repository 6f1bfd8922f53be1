import { InputError } from '@backstage/errors';

/**
 * The host in the addresses of repositories of the local Git store. It is a name and not a place: only the reader of
 * the store answers for it, so that an address stays the same whatever port the portal has.
 */
export const LOCAL_GIT_HOST = 'git.tutti.localhost';

const NAME = /^[a-z0-9][a-z0-9-]{0,61}[a-z0-9]$/;

/** The parts of an address in the local Git store. */
export interface LocalGitLocation {
  repository: string;
  /** A branch, tag or commit without slashes. */
  ref: string;
  /** Path in the repository, without a slash at the start; empty for all of it. */
  path: string;
}

/** Whether an address is one of the local Git store. */
export function isLocalGitUrl(url: URL): boolean {
  return url.protocol === 'https:' && url.hostname === LOCAL_GIT_HOST;
}

/** The address of a repository as a whole. */
export function localGitRepositoryUrl(repository: string): string {
  return `https://${LOCAL_GIT_HOST}/${checkRepositoryName(repository)}`;
}

/** The address of a file, on a branch. */
export function localGitFileUrl(location: LocalGitLocation): string {
  return `${localGitRepositoryUrl(location.repository)}/blob/${location.ref}/${location.path}`;
}

/**
 * Takes an address `https://<host>/<repository>/(blob|tree)/<ref>/<path>` apart.
 *
 * @throws InputError when the address has another form.
 */
export function parseLocalGitUrl(url: string): LocalGitLocation {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  const [repository, form, ref, ...path] = decodedParts(parsed?.pathname ?? '');
  const isForm = form === 'blob' || form === 'tree';
  if (
    !parsed ||
    !isLocalGitUrl(parsed) ||
    !NAME.test(repository ?? '') ||
    !isForm ||
    !/^\w[\w.-]*$/.test(ref ?? '') ||
    path.some(part => part.includes('\0'))
  ) {
    throw new InputError(
      `"${url}" is not an address of the local Git store. Write https://${LOCAL_GIT_HOST}/<repository>/blob/<branch>/<path>.`,
    );
  }
  return { repository, ref, path: path.filter(part => part !== '').join('/') };
}

/** The parts of a path; none when a percent sign in it encodes nothing. */
function decodedParts(pathname: string): string[] {
  try {
    return pathname.split('/').slice(1).map(decodeURIComponent);
  } catch (error) {
    if (error instanceof URIError) {
      return [];
    }
    throw error;
  }
}

/**
 * Answers with the name when it can be one of a repository.
 *
 * @throws InputError when it cannot: 2 to 63 lower case letters, digits and dashes.
 */
export function checkRepositoryName(name: string): string {
  if (!NAME.test(name)) {
    throw new InputError(
      `"${name}" cannot be the name of a repository: use 2 to 63 lower case letters, digits and dashes.`,
    );
  }
  return name;
}
