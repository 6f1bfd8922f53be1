import {
  criterionText,
  definitionHash,
  type Criterion,
  type ManifestOf,
  type ResourceDefinitionSpec,
} from '@tutti/planner';
import { isInForce, type StoredDefinition } from '../RegistryContents';
import type { NewVersions } from '../sources/SourceConfig';
import type { DefinitionChange } from './SyncDecision';

/** A good manifest of a definition, and the source that declares it. */
export interface DeclaredDefinition {
  source: string;
  /** What the source says about its new versions. */
  newVersions: NewVersions;
  manifest: ManifestOf<'ResourceDefinition', ResourceDefinitionSpec>;
}

/**
 * What declaring a definition changes. New content is a new version: the default at once, or proposed, as the source
 * says. Content that there is already is no new version; its criteria come into force at once or wait on it. Content of a
 * version that was the default before, or was sorted out, does not get here: `refusedPromotion` keeps it back.
 *
 * @returns undefined when all of it is written already
 */
export function definitionChange(
  { source, newVersions, manifest }: DeclaredDefinition,
  stored: StoredDefinition | undefined,
): DefinitionChange | undefined {
  const { name, spec } = manifest;
  const file = manifest.document.source;
  const hash = definitionHash(spec);
  const known = stored?.versions.find(version => version.hash === hash);
  const comesIntoForce = newVersions === 'default';
  const newest = Math.max(0, ...(stored?.versions ?? []).map(version => version.version));
  const change: DefinitionChange = {
    ...{ name, source, file, spec, hash },
    ...(stored && { stored }),
    version: known?.version ?? newest + 1,
    ...(!known && { newVersion: newVersions }),
    criteriaChanged:
      comesIntoForce &&
      (!stored ||
        !isInForce(stored) ||
        criteriaText(stored.spec.type, stored.spec.criteria) !==
          criteriaText(spec.type, spec.criteria)),
  };
  const isWritten =
    stored !== undefined &&
    known !== undefined &&
    !stored.archived &&
    stored.source === source &&
    stored.file === file &&
    !change.criteriaChanged &&
    criteriaText(spec.type, known.criteria) === criteriaText(spec.type, spec.criteria);
  return isWritten ? undefined : change;
}

/** Equal when the criteria are, in whatever order, and choose for the same resource type. */
function criteriaText(type: string, criteria: readonly Criterion[]): string {
  return JSON.stringify([type, criteria.map(criterionText).sort()]);
}
