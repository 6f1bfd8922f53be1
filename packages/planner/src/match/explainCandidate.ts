import type { CandidateExplanation, Criterion } from '../model';
import type { Candidate, CriteriaIndex } from './CriteriaIndex';
import { pick } from './CriteriaIndex';
import type { MatchFacts } from './MatchRequest';
import { SPECIFIC_FIELDS, specificity } from './specificity';

/** The order in which fields are compared: without the class nothing else matters. */
const COMPARED = ['class', ...SPECIFIC_FIELDS] as const;

const WORDS: Record<keyof Criterion, string> = {
  class: 'class',
  resource: 'id of the resource',
  environment: 'environment',
  application: 'application',
  environmentType: 'environment type',
};

/** The fields of a criterion that differ from the facts, the first compared first. */
export function failingFields(criterion: Criterion, facts: MatchFacts): (keyof Criterion)[] {
  return COMPARED.filter(
    field => criterion[field] !== undefined && criterion[field] !== facts[field],
  );
}

/** How one candidate fared against the winner, and what would have to change. */
export function explainCandidate(
  candidate: Candidate,
  type: string,
  facts: MatchFacts,
  winner: Candidate | undefined,
  index: CriteriaIndex,
): CandidateExplanation {
  const { criterion, definition } = candidate;
  const common = { definition: definition.name, version: definition.version, criterion };
  if (candidate === winner) {
    return { ...common, fits: true };
  }
  const failing = failingFields(criterion, facts);
  if (failing.length === 0) {
    return {
      ...common,
      fits: true,
      beatenBy: winner && nameOf(winner),
      change: winner && changeOfCriterion(candidate, winner, facts),
    };
  }
  const [field] = failing;
  return {
    ...common,
    fits: false,
    failed: { field, expected: criterion[field]!, actual: facts[field] },
    change: changeOfRequest(candidate, failing, type, facts, index),
  };
}

/** A criterion in words: `class default, environment type production`. */
export function criterionWords(criterion: Criterion): string {
  return COMPARED.filter(field => criterion[field] !== undefined)
    .map(field => `${WORDS[field]} ${criterion[field]}`)
    .join(', ');
}

function nameOf(candidate: Candidate): string {
  return `${candidate.definition.name} (${criterionWords(candidate.criterion)})`;
}

/** What the request would have to be, and whether that is enough. */
function changeOfRequest(
  candidate: Candidate,
  failing: (keyof Criterion)[],
  type: string,
  facts: MatchFacts,
  index: CriteriaIndex,
): string {
  const { criterion } = candidate;
  const changed: MatchFacts = { ...facts };
  for (const field of failing) {
    changed[field] = criterion[field]!;
  }
  const conditions = failing
    .map(field => `the ${WORDS[field]} were "${criterion[field]}" (it is "${facts[field]}")`)
    .join(' and ');
  const winner = index.winner(type, changed);
  return winner === candidate || winner === undefined
    ? `It would win if ${conditions}.`
    : `It would fit if ${conditions}, but ${nameOf(winner)} would still win.`;
}

/** Which further fields a criterion that fits would have to set, the fewest and least specific that suffice. */
function changeOfCriterion(candidate: Candidate, winner: Candidate, facts: MatchFacts): string {
  const own = specificity(candidate.criterion);
  const target = specificity(winner.criterion);
  let best: number | undefined;
  for (let fields = target + 1; fields <= 15; fields += 1) {
    const isExtension = (fields & own) === own;
    if (isExtension && (best === undefined || bits(fields) < bits(best))) {
      best = fields;
    }
  }
  if (best === undefined) {
    return `It would win if ${nameOf(winner)} were not there: no criterion can be more specific.`;
  }
  const added = pick(facts, best ^ own);
  const settings = SPECIFIC_FIELDS.filter(field => added[field] !== undefined)
    .map(field => `${field}: ${added[field]}`)
    .join(', ');
  return `It would win if its criterion also set ${settings}.`;
}

function bits(fields: number): number {
  return [8, 4, 2, 1].filter(bit => fields & bit).length;
}
