import { compareProblems, hasErrors } from '@tutti/score';
import type { Problem } from '@tutti/score';
import { checkManifests } from '@tutti/planner';
import type { DriverDescriptor, Manifest } from '@tutti/planner';
import { readManifestFiles } from './readManifestFiles';

/** A folder of manifests as a registry would take it. */
export interface CheckedManifests {
  files: string[];
  manifests: Manifest[];
  /** In order of place. */
  problems: Problem[];
  valid: boolean;
}

/**
 * Reads manifests and checks them together, as a registry does before it takes them.
 *
 * @throws UsageError when a path cannot be read.
 */
export function checkManifestFiles(
  paths: readonly string[],
  drivers: readonly DriverDescriptor[],
): CheckedManifests {
  const { files, manifests, problems: unreadable } = readManifestFiles(paths);
  const { problems: refused } = checkManifests(manifests, { drivers });
  const problems = [...unreadable, ...refused].sort(compareProblems);
  return { files, manifests, problems, valid: !hasErrors(problems) };
}
