import { criterionText, type Criterion } from '@tutti/planner';
import { sha256Hex } from '@tutti/score';
import type { StoredCriterion } from './RegistryContents';

/** Criteria of a definition as rows that come into force. */
export function storedCriteria(
  definitionUid: string,
  type: string,
  criteria: readonly Criterion[],
): StoredCriterion[] {
  return criteria.map(criterion => ({
    definitionUid,
    type,
    hash: sha256Hex(criterionText(criterion)),
    criterion,
  }));
}
