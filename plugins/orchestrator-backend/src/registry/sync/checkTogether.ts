import {
  checkManifests,
  criterionText,
  manifestKey,
  type DriverDescriptor,
  type Manifest,
} from '@tutti/planner';
import type { Problem } from '@tutti/score';
import { manifestProblem } from './manifestProblem';
import type { NameClaim } from './assignNames';
import type { StoredManifest } from './StoredManifest';

/** What may come into force together, and what was wrong with the rest. */
export interface CheckedManifests {
  /** Claims whose one manifest is good, by `<kind>/<name>`. */
  good: Map<string, { source: string; manifest: Manifest }>;
  /** Last good versions that stay, by `<kind>/<name>`. */
  kept: Map<string, StoredManifest>;
  problems: Problem[];
}

/**
 * Checks what sources declare, together with what stays of before. For a bad manifest its last good version stands in,
 * or nothing, and the rest is checked again with that, until nothing more is refused: so what comes into force fits
 * together as a whole.
 */
export function checkTogether(args: {
  claims: Map<string, NameClaim>;
  kept: Map<string, StoredManifest>;
  stored: Map<string, StoredManifest>;
  drivers: DriverDescriptor[];
}): CheckedManifests {
  const { stored, drivers } = args;
  const claims = new Map(args.claims);
  const kept = new Map(args.kept);
  const problems = new Map<string, Problem>();
  for (;;) {
    const fresh = [...claims.values()].flatMap(claim => claim.fresh);
    const standing = [...kept.values()].map(each => each.manifest);
    const checked = checkManifests([...fresh, ...standing], { drivers });
    const clashes = clashesWithStanding(
      fresh.filter(manifest => !checked.bad.has(manifestKey(manifest))),
      standing,
    );
    for (const problem of [...checked.problems, ...clashes.problems]) {
      problems.set(JSON.stringify(problem), problem);
    }
    const refused = [...checked.bad, ...clashes.bad].filter(key => claims.has(key));
    if (refused.length === 0) {
      break;
    }
    for (const key of refused) {
      claims.delete(key);
      const last = stored.get(key);
      if (last) {
        kept.set(key, last);
      }
    }
  }
  const good = new Map(
    [...claims].map(([key, { source, fresh }]) => [key, { source, manifest: fresh[0] }]),
  );
  return { good, kept, problems: [...problems.values()] };
}

/** A standing definition keeps its criteria: of two equal ones, the one that is declared anew gives way. */
function clashesWithStanding(
  fresh: Manifest[],
  standing: Manifest[],
): { problems: Problem[]; bad: string[] } {
  const holders = new Map<string, string>();
  for (const { name, criterion } of criteriaOf(standing)) {
    holders.set(criterion, name);
  }
  const problems: Problem[] = [];
  const bad: string[] = [];
  for (const { manifest, criterion, index } of criteriaOf(fresh)) {
    const holder = holders.get(criterion);
    if (holder !== undefined) {
      bad.push(manifestKey(manifest));
      problems.push(
        manifestProblem(manifest, {
          severity: 'error',
          code: 'equal-criteria',
          message:
            `Criterion ${index + 1} of the definition "${manifest.name}" is that of "${holder}" too, whose last good ` +
            'version stays in force because what it declares now is refused.',
          pointer: '/spec/criteria',
        }),
      );
    }
  }
  return { problems, bad };
}

function criteriaOf(manifests: Manifest[]) {
  return manifests.flatMap(manifest =>
    manifest.kind === 'ResourceDefinition'
      ? manifest.spec.criteria.map((each, index) => ({
          manifest,
          name: manifest.name,
          criterion: `${manifest.spec.type} ${criterionText(each)}`,
          index,
        }))
      : [],
  );
}
