import { manifestKey, type Manifest } from '@tutti/planner';
import type { Problem } from '@tutti/score';
import type { SourceReading } from '../sources/SourceReading';
import { isStillMeant } from './isStillMeant';
import { manifestProblem } from './manifestProblem';
import { massLoss } from './massLoss';
import type { StoredManifest } from './StoredManifest';

/** What is to be in force of one name, before it has been checked. */
export interface NameClaim {
  /** `<kind>/<name>`. */
  key: string;
  source: string;
  /** Usually one; several when the source declares the name more than once, which the check refuses. */
  fresh: Manifest[];
}

/** Who declares what: see {@link assignNames}. */
export interface NameAssignment {
  /** Names that a source declares, by `<kind>/<name>`. */
  claims: Map<string, NameClaim>;
  /** What stays as it is, by `<kind>/<name>`: nobody declares it well, but it has not vanished either. */
  kept: Map<string, StoredManifest>;
  /** Names of sources of which nothing is applied. */
  held: Set<string>;
  problems: Problem[];
}

/**
 * Gives every name to one source: to the one that has it already while it still declares it, well or badly; otherwise
 * to the first of the configuration that declares it. What the others declare under the name is refused. Names that
 * nobody has afterwards have vanished.
 *
 * @param unread - names of sources that were not read this time: what they have stays
 */
export function assignNames(
  readings: SourceReading[],
  stored: Map<string, StoredManifest>,
  unread: ReadonlySet<string> = new Set(),
): NameAssignment {
  const problems: Problem[] = [];
  const held = findHeldSources(readings, stored, problems);
  const applied = readings.filter(reading => !held.has(reading.source.name));
  const offers = groupByName(applied);
  const claims = new Map<string, NameClaim>();
  const kept = new Map<string, StoredManifest>();
  const bySource = new Map(readings.map(reading => [reading.source.name, reading]));
  for (const each of stored.values()) {
    const reading = bySource.get(each.source);
    const declares = offers.get(each.key)?.some(offer => offer.source === each.source);
    if (unread.has(each.source)) {
      kept.set(each.key, each);
    } else if (
      reading &&
      !declares &&
      (held.has(each.source) || isStillMeant(each, reading, readings))
    ) {
      kept.set(each.key, each);
    }
  }
  for (const [key, offered] of offers) {
    const owner = kept.get(key)?.source ?? ownerOf(offered, stored.get(key));
    for (const offer of offered) {
      if (offer.source === owner) {
        claims.set(key, offer);
      } else {
        problems.push(...offer.fresh.map(manifest => declaredElsewhere(manifest, owner)));
      }
    }
  }
  return { claims, kept, held, problems };
}

function findHeldSources(
  readings: SourceReading[],
  stored: Map<string, StoredManifest>,
  problems: Problem[],
): Set<string> {
  const held = new Set<string>();
  const declared = new Set(readings.flatMap(reading => reading.manifests.map(manifestKey)));
  for (const reading of readings) {
    const { name } = reading.source;
    const before = [...stored.values()].filter(each => each.source === name);
    const vanished = before.filter(
      each => !declared.has(each.key) && !isStillMeant(each, reading, readings),
    );
    const loss = massLoss(reading, before, vanished);
    if (loss) {
      problems.push(loss);
    }
    if (loss || !reading.readable) {
      held.add(name);
    }
  }
  return held;
}

function groupByName(readings: SourceReading[]): Map<string, NameClaim[]> {
  const offers = new Map<string, NameClaim[]>();
  for (const { source, manifests } of readings) {
    for (const manifest of manifests) {
      const key = manifestKey(manifest);
      const offered = offers.get(key) ?? [];
      offers.set(key, offered);
      const own = offered.find(offer => offer.source === source.name);
      if (own) {
        own.fresh.push(manifest);
      } else {
        offered.push({ key, source: source.name, fresh: [manifest] });
      }
    }
  }
  return offers;
}

function ownerOf(offered: NameClaim[], stored: StoredManifest | undefined): string {
  const keeps = offered.some(offer => offer.source === stored?.source);
  return stored && keeps ? stored.source : offered[0].source;
}

function declaredElsewhere(manifest: Manifest, owner: string): Problem {
  return manifestProblem(manifest, {
    severity: 'error',
    code: 'declared-elsewhere',
    message: `The ${manifest.kind} "${manifest.name}" is declared by the source "${owner}" already; this one is refused.`,
    pointer: '/metadata/name',
    hint: 'Give it another name, or take it out of the other source first.',
  });
}
