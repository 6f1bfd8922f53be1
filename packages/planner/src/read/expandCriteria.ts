import { isJsonObject } from '@tutti/score';
import type { JsonObject, JsonValue } from '@tutti/score';
import { DEFAULT_CLASS } from '../model';
import type { Criterion } from '../model';
import { compareCriteria } from '../match/specificity';

const FIELDS = ['resource', 'environment', 'application', 'environmentType'] as const;

/**
 * Expands the shorthands of `criteria`: each list in a field stands for one criterion per item, several lists for all
 * their combinations, and an absent class is `default`. The result is sorted, so that the order in the manifest and
 * the shorthand used leave no trace; a criterion that is written twice stays twice, for the check to find.
 */
export function expandCriteria(criteria: JsonValue | undefined): Criterion[] {
  const written = Array.isArray(criteria) ? criteria.filter(isJsonObject) : [];
  return written.flatMap(expand).sort(compareCriteria);
}

function expand(written: JsonObject): Criterion[] {
  let expanded: Criterion[] = values(written.class ?? DEFAULT_CLASS).map(each => ({ class: each }));
  for (const field of FIELDS) {
    const value = written[field];
    if (value !== undefined) {
      expanded = expanded.flatMap(criterion =>
        values(value).map(each => ({ ...criterion, [field]: each })),
      );
    }
  }
  return expanded;
}

function values(value: JsonValue): string[] {
  return [value].flat().filter(each => typeof each === 'string');
}
