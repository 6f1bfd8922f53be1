import { permanentError } from '@tutti/backstage-plugin-platform-orchestrator-node';

const SEGMENT = /^[A-Za-z0-9_][A-Za-z0-9._-]*$/;
const BRANCH = /^[A-Za-z0-9_][A-Za-z0-9._/-]*$/;

/**
 * The folder of an environment in a repository: `<directory>/<application>/<environment>`, without slashes at its ends.
 *
 * @throws DriverError of class `permanent` when a part could lead elsewhere.
 */
export function deliveryFolder(
  directory: string,
  application: string,
  environment: string,
): string {
  const segments = [...directory.split('/').filter(part => part !== ''), application, environment];
  for (const segment of segments) {
    checkSegment(segment);
  }
  return segments.join('/');
}

/** @throws DriverError of class `permanent` when a text cannot be the name of a folder or file that we write. */
export function checkSegment(segment: string): void {
  if (!SEGMENT.test(segment) || segment.endsWith('.') || segment.toLowerCase() === '.git') {
    throw permanentError(
      `"${segment}" cannot be part of a path in the repository. Use letters, digits, "_", "-" and ".".`,
    );
  }
}

/** @throws DriverError of class `permanent` when a text cannot be the name of a branch (`git-check-ref-format(1)`). */
export function checkBranch(branch: string): void {
  if (
    !BRANCH.test(branch) ||
    /\.\.|\/\/|\/$|\.$/.test(branch) ||
    branch.split('/').some(part => part.startsWith('.') || part.endsWith('.lock'))
  ) {
    throw permanentError(`"${branch}" cannot be the name of a branch.`);
  }
}
