import type {
  CandidateExplanation,
  DefinitionVersion,
  MatchExplanation,
  Pin,
  PlanContext,
  RegistrySnapshot,
} from '../model';
import { CriteriaIndex } from './CriteriaIndex';
import type { Candidate } from './CriteriaIndex';
import { criterionWords, explainCandidate } from './explainCandidate';
import { matchFacts } from './MatchRequest';
import type { MatchFacts, MatchRequest } from './MatchRequest';
import { nearestCandidates } from './nearestCandidates';

/** As many definitions as a sentence names. */
const NAMES_SHOWN = 3;

/** Options of {@link matchDefinition}. */
export interface MatchOptions {
  /** Binds the request and skips matching. */
  pin?: Pin;
  /** Where a rollout brings what exists; a pin comes before it. */
  rollout?: Pin;
  /** What the node that exists was made with; it stays until its request changes. */
  kept?: { definition: string; version: number };
  /** The longest list of candidates in the explanation: the winner and the nearest ones. Default: all of them. */
  limit?: number;
}

/**
 * Finds the definition for a request by the rules of `manifests.md`: criteria that fit are those whose every field
 * equals the context and whose class is the requested one; of these the most specific wins. A pin comes before a rollout,
 * which comes before what is kept, and all come before the criteria; the candidates are explained all the same.
 */
export function matchDefinition(
  request: MatchRequest,
  context: PlanContext,
  registry: RegistrySnapshot,
  options: MatchOptions = {},
): MatchExplanation {
  const { type, class: resourceClass, id } = request;
  const index = CriteriaIndex.create(registry);
  const facts = matchFacts(request, context);
  const winner = index.winner(type, facts);
  const common = {
    type,
    class: resourceClass,
    id,
    ...explainCandidates(type, facts, winner, index, options.limit),
  };
  const what = `${type} of class ${resourceClass} with id ${id}`;
  const { pin, rollout, kept } = options;

  if (pin) {
    const pinned = index.version(pin.definition, pin.version);
    return isOfType(pinned, type)
      ? bound(common, pinned, 'pin', `${what} is pinned to ${versionWords(pinned)}.`)
      : {
          ...common,
          by: 'none',
          text: `${what} is pinned to definition ${pin.definition}, version ${pin.version}, which is not a definition of type ${type} in the registry. Remove the pin, or restore that version.`,
        };
  }
  const rolledOut = rollout && index.version(rollout.definition, rollout.version);
  if (isOfType(rolledOut, type)) {
    const text = `A rollout brings ${what} to ${versionWords(rolledOut)}.`;
    return bound(common, rolledOut, 'rollout', text);
  }
  const keptVersion = kept && index.version(kept.definition, kept.version);
  if (isOfType(keptVersion, type)) {
    const now = winner?.definition;
    const other =
      now && now !== keptVersion
        ? ` A request that is new would match ${versionWords(now)}; a refresh or a rollout brings it there.`
        : '';
    const text = `${what} keeps ${versionWords(keptVersion)}, because it exists and its request has not changed.${other}`;
    return bound(common, keptVersion, 'kept', text);
  }
  if (winner) {
    const { definition, criterion } = winner;
    const text = `${what} matches ${versionWords(definition)} by its criterion: ${criterionWords(criterion)}.${othersWords(common.candidates, common.omitted)}`;
    return {
      ...common,
      by: 'criteria',
      winner: { definition: definition.name, version: definition.version, criterion },
      text,
    };
  }
  return { ...common, by: 'none', text: nothingFits(what, type, facts, index) };
}

function bound(
  common: Omit<MatchExplanation, 'by' | 'text'>,
  version: DefinitionVersion,
  by: 'pin' | 'rollout' | 'kept',
  text: string,
): MatchExplanation {
  return { ...common, by, winner: { definition: version.name, version: version.version }, text };
}

/** The winner first, then the others in order; of too many those that fail in the fewest fields. */
function explainCandidates(
  type: string,
  facts: MatchFacts,
  winner: Candidate | undefined,
  index: CriteriaIndex,
  limit: number | undefined,
): { candidates: CandidateExplanation[]; omitted?: number } {
  const all = index.candidates(type);
  const isLong = limit !== undefined && all.length > limit;
  const shown = isLong ? nearestCandidates(index, type, facts, limit) : all;
  const losers = shown
    .filter(candidate => candidate !== winner)
    .slice(0, winner && isLong ? limit - 1 : undefined);
  const ordered = winner ? [winner, ...losers] : losers;
  return {
    candidates: ordered.map(each => explainCandidate(each, type, facts, winner, index)),
    ...(all.length > ordered.length && { omitted: all.length - ordered.length }),
  };
}

function isOfType(
  version: DefinitionVersion | undefined,
  type: string,
): version is DefinitionVersion {
  return version?.spec.type === type;
}

function versionWords(version: DefinitionVersion): string {
  return `definition ${version.name}, version ${version.version}`;
}

function othersWords(candidates: CandidateExplanation[], omitted = 0): string {
  const count = candidates.length - 1 + omitted;
  const beaten = candidates.filter(each => each.beatenBy !== undefined);
  if (count === 0) {
    return '';
  }
  const fits =
    beaten.length > 0
      ? ` ${[...new Set(beaten.map(each => each.definition))].join(', ')} fits too, but is less specific.`
      : '';
  return ` Other criteria of this type: ${count}.${fits}`;
}

function nothingFits(what: string, type: string, facts: MatchFacts, index: CriteriaIndex): string {
  const where = `in environment ${facts.environment} (type ${facts.environmentType}) of application ${facts.application}`;
  const candidates = index.candidates(type);
  if (candidates.length === 0) {
    return `No definition makes ${what} ${where}: ${noCandidate(type, index)}`;
  }
  const [closest] = nearestCandidates(index, type, facts, 1);
  const { change } = explainCandidate(closest, type, facts, undefined, index);
  return `No definition makes ${what} ${where}. The nearest is ${closest.definition.name}. ${change}`;
}

/** Why no definition of a type is a candidate, and what to do. */
function noCandidate(type: string, index: CriteriaIndex): string {
  const names = index.definitionsOf(type);
  if (names.length === 0) {
    return `there is none of type ${type}. ${index.types.hint(type) ?? 'The registry holds no definitions at all.'}`;
  }
  const shown = names.slice(0, NAMES_SHOWN).join(', ');
  const more = names.length > NAMES_SHOWN ? ` and ${names.length - NAMES_SHOWN} more` : '';
  return names.some(name => index.defaultVersion(name))
    ? `no default version of those of type ${type} (${shown}${more}) has criteria. Give one of them criteria, or pin the node to it.`
    : `none of those of type ${type} (${shown}${more}) has a default version. Promote a version of one of them.`;
}
