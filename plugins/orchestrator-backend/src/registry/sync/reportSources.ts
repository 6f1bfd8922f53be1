import { compareProblems, hasErrors, type Problem } from '@tutti/score';
import type { SourceReport } from '../../database/registry/writeSources';
import type { SourceReading } from '../sources/SourceReading';
import type { CheckedManifests } from './checkTogether';

/** Problems that are kept of one source; more would help nobody. */
const MAXIMUM_PROBLEMS = 200;

/** Says of every source how its reading went: each problem belongs to the source that has its file. */
export function reportSources(
  readings: SourceReading[],
  result: CheckedManifests & { held: Set<string> },
): SourceReport[] {
  const sourceOf = new Map<string, string>();
  for (const { file, source } of result.kept.values()) {
    sourceOf.set(file, source);
  }
  for (const { source, files } of [...readings].reverse()) {
    for (const file of [source.target, ...files]) {
      sourceOf.set(file, source.name);
    }
  }
  const inForce = [...result.good.values(), ...result.kept.values()];
  return readings.map(reading => {
    const { name, kind, target, newVersions } = reading.source;
    const shared = result.problems.filter(each => sourceOf.get(each.source) === name);
    const problems: Problem[] = [...reading.problems, ...shared].sort(compareProblems);
    return {
      name,
      kind,
      target,
      newVersions,
      status: hasErrors(problems) || result.held.has(name) ? 'degraded' : 'ok',
      manifests: inForce.filter(each => each.source === name).length,
      ...(reading.revision !== undefined && { revision: reading.revision }),
      problems: problems.slice(0, MAXIMUM_PROBLEMS),
    };
  });
}
