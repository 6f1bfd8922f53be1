import type { DeploymentDelta, DeploymentSet } from '@tutti/planner';

/**
 * A workload is bound to its source: the sentence about the first one of a delta that comes from another repository or
 * path than the one that runs; undefined when there is none. A file without a source (pasted text) is no other source.
 */
export function findForeignSource(base: DeploymentSet, delta: DeploymentDelta): string | undefined {
  for (const name of Object.keys(delta.upsert).sort()) {
    const bound = base.workloads[name]?.source;
    const source = delta.upsert[name].source;
    if (bound && source && (bound.repository !== source.repository || bound.path !== source.path)) {
      return (
        `The workload ${name} is bound to ${bound.path} in ${bound.repository}, so a file of that name from ` +
        `${source.path} in ${source.repository} cannot take its place. Rename one of them, or remove the workload first.`
      );
    }
  }
  return undefined;
}
