import { checkManifests, type DriverDescriptor, type Manifest } from '@tutti/planner';
import type { Problem } from '@tutti/score';
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
 * together as a whole. A last good version stays even where it is bad by now, for instance because its driver is gone.
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
    for (const problem of checked.problems) {
      problems.set(JSON.stringify(problem), problem);
    }
    const refused = [...checked.bad].filter(key => claims.has(key));
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
