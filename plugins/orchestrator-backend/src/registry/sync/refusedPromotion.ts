import { definitionHash, type Manifest } from '@tutti/planner';
import type { Problem } from '@tutti/score';
import type { StoredDefinition } from '../RegistryContents';
import type { NewVersions } from '../sources/SourceConfig';
import { manifestProblem } from './manifestProblem';

type DefinitionManifest = Extract<Manifest, { kind: 'ResourceDefinition' }>;

/**
 * Content equal to a version that is not the default never promotes itself: it comes from a source that is behind, or
 * somebody decided against it. Only new content becomes the default by being declared.
 *
 * @param mode - of the source: where new versions are proposed, one that is proposed already is declared again and again
 * @returns a warning when the manifest is such content, and so does not come into force
 */
export function refusedPromotion(
  manifest: DefinitionManifest,
  stored: StoredDefinition | undefined,
  mode: NewVersions,
): Problem | undefined {
  const hash = definitionHash(manifest.spec);
  const equal = stored?.versions.find(version => version.hash === hash);
  const isOpen =
    equal?.status === 'default' || (mode === 'proposed' && equal?.status === 'proposed');
  if (!stored || !equal || isOpen) {
    return undefined;
  }
  const inForce = inForceWords(stored);
  return manifestProblem(manifest, {
    severity: 'warning',
    code: 'not-promoted',
    message:
      `The definition "${manifest.name}" is the same as its version ${equal.version} (${equal.status}) again; ` +
      `${inForce}, since a version never promotes itself by being declared again.`,
    pointer: '/metadata/name',
    hint: 'To go back to what it said, promote that version, or declare it with a difference, such as another title.',
  });
}

function inForceWords({ archived, version, status }: StoredDefinition): string {
  if (status !== 'default') {
    return 'no version is in force';
  }
  return archived
    ? `version ${version} was the last one in force, and the definition stays archived`
    : `version ${version} stays in force, with its criteria`;
}
