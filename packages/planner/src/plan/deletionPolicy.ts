import type { DeletionPolicy, DeletionRule } from '../model';

/** From the loosest to the strictest. */
const STRICTNESS: readonly DeletionRule[] = ['destroy', 'approve', 'retain'];

/**
 * The deletion policy of a node with its defaults (`manifests.md`, Deletion): stateful types wait for a person, others
 * are destroyed, and the environment of a preview goes with everything in it unless the definition says otherwise.
 */
export function deletionPolicy(
  written: Partial<DeletionPolicy>,
  traits: { stateful: boolean; isPreview: boolean },
): DeletionPolicy {
  const fallback: DeletionRule = traits.stateful ? 'approve' : 'destroy';
  return {
    onRemoval: written.onRemoval ?? fallback,
    onEnvironmentDelete: written.onEnvironmentDelete ?? (traits.isPreview ? 'destroy' : fallback),
    protected: written.protected ?? false,
  };
}

/** The stricter of two policies, part by part: a new version tightens at once, and loosens when it is applied. */
export function stricterPolicy(left: DeletionPolicy, right: DeletionPolicy): DeletionPolicy {
  return {
    onRemoval: stricterRule(left.onRemoval, right.onRemoval),
    onEnvironmentDelete: stricterRule(left.onEnvironmentDelete, right.onEnvironmentDelete),
    protected: left.protected || right.protected,
  };
}

function stricterRule(left: DeletionRule, right: DeletionRule): DeletionRule {
  return STRICTNESS[Math.max(STRICTNESS.indexOf(left), STRICTNESS.indexOf(right))];
}
