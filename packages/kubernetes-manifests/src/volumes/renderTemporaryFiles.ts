import type { Volume } from 'kubernetes-types/core/v1';
import { shortName } from '../names/shortName';
import type { MountList } from './MountList';

const TEMPORARY_DIRECTORY = '/tmp';

/** Gives each container an empty `/tmp` of its own to write to, unless something is mounted there. */
export function renderTemporaryFiles(containers: readonly string[], mounts: MountList): Volume[] {
  return containers
    .filter(container => !mounts.has(container, TEMPORARY_DIRECTORY))
    .map(container => {
      const name = shortName(`tmp-${container}`, '', 63);
      mounts.add(container, TEMPORARY_DIRECTORY, { name }, '');
      return { name, emptyDir: {} };
    });
}
