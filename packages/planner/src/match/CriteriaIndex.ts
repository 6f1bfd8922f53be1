import { compareText } from '@tutti/score';
import type { Criterion, DefinitionVersion, RegistrySnapshot } from '../model';
import { KnownNames } from '../schema';
import { criterionText } from './criterionText';
import type { MatchFacts } from './MatchRequest';
import { SPECIFIC_FIELDS, compareCriteria, specificity } from './specificity';

/** A criterion in force, with the version that it would bind. */
export interface Candidate {
  definition: DefinitionVersion;
  criterion: Criterion;
  text: string;
  /** Its place among the candidates of its type. */
  position: number;
}

interface TypeCandidates {
  sorted: Candidate[];
  byText: Map<string, Candidate>;
  /** The combinations of specific fields that occur (numbers as in `specificity`), the most specific first. */
  combinations: number[];
}

const NO_CANDIDATES: TypeCandidates = { sorted: [], byText: new Map(), combinations: [] };

/** A snapshot is immutable, so its index is built once, however many requests are matched. */
const indexes = new WeakMap<RegistrySnapshot, CriteriaIndex>();

/**
 * The criteria of a registry, so arranged that the winner is found without looking at those that lose.
 *
 * A request fits at most one criterion of each of the 16 combinations of specific fields: the one with exactly the
 * request's values. So the winner is the first of at most 16 texts, most specific first, that is in the table of the
 * type; the number of definitions does not matter.
 */
export class CriteriaIndex {
  readonly #types = new Map<string, TypeCandidates>();
  readonly #versions = new Map<string, DefinitionVersion>();
  readonly #defaults = new Map<string, DefinitionVersion>();
  readonly #definedTypes = new Map<string, Set<string>>();
  #typeNames: KnownNames | undefined;

  private constructor(registry: RegistrySnapshot) {
    for (const definition of registry.definitions) {
      const { name, version, spec } = definition;
      this.#versions.set(versionKey(name, version), definition);
      this.#definedTypes.set(spec.type, (this.#definedTypes.get(spec.type) ?? new Set()).add(name));
      if (definition.status === 'default') {
        this.#defaults.set(definition.name, definition);
      }
    }
    for (const { definition: name, criterion } of registry.criteria) {
      const definition = this.#defaults.get(name);
      if (definition) {
        const candidate = { definition, criterion, text: criterionText(criterion), position: 0 };
        this.#ofType(definition.spec.type).sorted.push(candidate);
      }
    }
    for (const candidates of this.#types.values()) {
      candidates.sorted.sort(compareCandidates);
      const combinations = new Set(
        candidates.sorted.map(({ criterion }) => specificity(criterion)),
      );
      candidates.combinations = [...combinations].sort((left, right) => right - left);
      for (const [position, candidate] of candidates.sorted.entries()) {
        candidate.position = position;
        // Equal criteria are refused when saved; should they happen, the first by name counts, whatever their order.
        if (!candidates.byText.has(candidate.text)) {
          candidates.byText.set(candidate.text, candidate);
        }
      }
    }
  }

  /** The index of a snapshot; the same one each time. */
  static create(registry: RegistrySnapshot): CriteriaIndex {
    let index = indexes.get(registry);
    if (!index) {
      index = new CriteriaIndex(registry);
      indexes.set(registry, index);
    }
    return index;
  }

  /** All candidates of a type, by definition name, then the most specific first. */
  candidates(type: string): readonly Candidate[] {
    return this.#types.get(type)?.sorted ?? [];
  }

  /** The types that there are definitions of, whatever the status of their versions. */
  get types(): KnownNames {
    this.#typeNames ??= KnownNames.create(this.#definedTypes.keys());
    return this.#typeNames;
  }

  /** The names of the definitions of a type, whatever the status of their versions; sorted. */
  definitionsOf(type: string): string[] {
    return [...(this.#definedTypes.get(type) ?? [])].sort(compareText);
  }

  /** The candidate that wins. */
  winner(type: string, facts: MatchFacts): Candidate | undefined {
    const { byText, combinations } = this.#types.get(type) ?? NO_CANDIDATES;
    for (const fields of combinations) {
      const candidate = byText.get(criterionText(pick(facts, fields)));
      if (candidate) {
        return candidate;
      }
    }
    return undefined;
  }

  /** A version of a definition, whatever its status. */
  version(name: string, version: number): DefinitionVersion | undefined {
    return this.#versions.get(versionKey(name, version));
  }

  /** The version of a definition that takes part in matching. */
  defaultVersion(name: string): DefinitionVersion | undefined {
    return this.#defaults.get(name);
  }

  #ofType(type: string): TypeCandidates {
    let candidates = this.#types.get(type);
    if (!candidates) {
      candidates = { sorted: [], byText: new Map(), combinations: [] };
      this.#types.set(type, candidates);
    }
    return candidates;
  }
}

/** The criterion with the given fields (a number as in `specificity`) set to the facts. */
export function pick(facts: MatchFacts, fields: number): Criterion {
  const criterion: Criterion = { class: facts.class };
  for (const [index, field] of SPECIFIC_FIELDS.entries()) {
    if (fields & (8 >> index)) {
      criterion[field] = facts[field];
    }
  }
  return criterion;
}

function compareCandidates(left: Candidate, right: Candidate): number {
  return (
    compareText(left.definition.name, right.definition.name) ||
    compareCriteria(left.criterion, right.criterion)
  );
}

function versionKey(name: string, version: number): string {
  return `${name}@${version}`;
}
