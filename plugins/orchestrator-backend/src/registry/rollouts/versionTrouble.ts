import type { VersionRow } from '../../database/registry/listVersions';

/**
 * The sentence that says why a version can be rolled out no longer; undefined when it can. Pure.
 *
 * @param versions - all versions of the definition
 * @param rollout.defaultBefore - the default version that people knew of when they started or resumed it
 */
export function versionTrouble(
  versions: readonly VersionRow[],
  rollout: { definition: string; version: number; defaultBefore?: number },
): string | undefined {
  const { definition, version, defaultBefore } = rollout;
  const target = versions.find(each => each.version === version);
  if (!target || target.archived) {
    return `Definition "${definition}" is archived, because no source declares it any more: declare it again, then resume.`;
  }
  if (target.status === 'defective' || target.status === 'archived') {
    return `Version ${version} of definition "${definition}" is ${target.status} by now: restore it, then resume, or stop the rollout.`;
  }
  const standing = versions.find(each => each.status === 'default')?.version;
  return standing === version || standing === defaultBefore
    ? undefined
    : `The default version of definition "${definition}" was ${nameOf(defaultBefore)} and is ${nameOf(standing)} by now: ` +
        `resume to bring version ${version} in its place all the same, or stop the rollout.`;
}

function nameOf(version: number | undefined): string {
  return version === undefined ? 'none' : `version ${version}`;
}
