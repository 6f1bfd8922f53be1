import type { Candidate, CriteriaIndex } from './CriteriaIndex';
import { failingFields } from './explainCandidate';
import type { MatchFacts } from './MatchRequest';

/** The number of fields that a criterion can fail in. */
const FIELDS = 5;

/** Candidates by the number of fields that they fail in, the id of the resource left aside. */
interface Ranking {
  withoutResource: Candidate[][];
  withResource: Candidate[][];
  /** Of those with a resource, the ones that name it, by its id. */
  ofResource: Map<string, Candidate[][]>;
}

/** The rankings of the place that was asked about last: a plan asks about one place a thousand times. */
const rankings = new WeakMap<CriteriaIndex, { place: string; byKind: Map<string, Ranking> }>();

/**
 * The candidates of a type that fail in the fewest fields, in the order of the index. Which those are hardly depends on
 * the id of the resource, so all candidates are looked at once for each type and class, and not once for each node.
 */
export function nearestCandidates(
  index: CriteriaIndex,
  type: string,
  facts: MatchFacts,
  limit: number,
): Candidate[] {
  const { withoutResource, withResource, ofResource } = rankingOf(index, type, facts);
  const own = ofResource.get(facts.resource);
  const isOther = ({ criterion }: Candidate) => criterion.resource !== facts.resource;
  const kept: Candidate[] = [];
  for (let fails = 0; fails <= FIELDS && kept.length < limit; fails += 1) {
    take(kept, withoutResource[fails], limit);
    take(kept, own?.[fails] ?? [], limit);
    take(kept, withResource[fails - 1] ?? [], limit, isOther);
  }
  return kept.sort((left, right) => left.position - right.position);
}

/** Adds candidates until there are enough: there may be thousands more, which are not looked at. */
function take(
  kept: Candidate[],
  candidates: readonly Candidate[],
  limit: number,
  isWanted: (candidate: Candidate) => boolean = () => true,
): void {
  for (const candidate of candidates) {
    if (kept.length >= limit) {
      return;
    }
    if (isWanted(candidate)) {
      kept.push(candidate);
    }
  }
}

function rankingOf(index: CriteriaIndex, type: string, facts: MatchFacts): Ranking {
  const place = JSON.stringify([facts.application, facts.environment, facts.environmentType]);
  let known = rankings.get(index);
  if (known?.place !== place) {
    known = { place, byKind: new Map() };
    rankings.set(index, known);
  }
  const kind = `${type} ${facts.class}`;
  let ranking = known.byKind.get(kind);
  if (!ranking) {
    ranking = rank(index.candidates(type), facts);
    known.byKind.set(kind, ranking);
  }
  return ranking;
}

function rank(candidates: readonly Candidate[], facts: MatchFacts): Ranking {
  const empty = () => Array.from({ length: FIELDS + 1 }, (): Candidate[] => []);
  const ranking: Ranking = {
    withoutResource: empty(),
    withResource: empty(),
    ofResource: new Map(),
  };
  for (const candidate of candidates) {
    const { resource, ...rest } = candidate.criterion;
    const fails = failingFields(rest, facts).length;
    if (resource === undefined) {
      ranking.withoutResource[fails].push(candidate);
    } else {
      const own = ranking.ofResource.get(resource) ?? empty();
      own[fails].push(candidate);
      ranking.ofResource.set(resource, own);
      ranking.withResource[fails].push(candidate);
    }
  }
  return ranking;
}
