import { InputError } from '@backstage/errors';

/** No scheme, no query, no escape, no backslash: what every place that files come from understands in one way. */
const SEGMENT = /^[A-Za-z0-9_@+ .-]+$/;

/**
 * Checks a path that an annotation or a Score file gives, before it is joined with anything.
 *
 * @param what - what gives the path, to begin the message with.
 * @returns the path without a leading `./`.
 * @throws InputError when it is not relative, leaves the folder it starts in, or holds odd characters.
 */
export function relativePath(path: string, what: string): string {
  const segments = path.replace(/^(\.\/)+/, '').split('/');
  if (segments.some(segment => !SEGMENT.test(segment) || /^\.+$/.test(segment))) {
    throw new InputError(
      `${what} is ${JSON.stringify(path)}: write a path inside the same folder, such as "deploy/score.yaml".`,
    );
  }
  return segments.join('/');
}
