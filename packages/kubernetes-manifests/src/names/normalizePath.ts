/**
 * An absolute path in a container without doubled and trailing slashes and without `.`, so that equal targets are
 * equal texts. `undefined` for what Kubernetes does not take as a mount path: relative paths, `..`, a colon, `/`.
 */
export function normalizePath(path: string): string | undefined {
  const parts = path.split('/').filter(part => part !== '' && part !== '.');
  if (!path.startsWith('/') || parts.length === 0 || parts.includes('..') || path.includes(':')) {
    return undefined;
  }
  return `/${parts.join('/')}`;
}
