import { definitionHash, type Manifest } from '@tutti/planner';
import type { Problem } from '@tutti/score';
import type { StoredDefinition } from '../RegistryContents';
import { manifestProblem } from './manifestProblem';

type DefinitionManifest = Extract<Manifest, { kind: 'ResourceDefinition' }>;

/**
 * Content equal to a version that is not the default never promotes itself: it comes from a source that is behind, or
 * somebody decided against it. Only new content becomes the default by being declared.
 *
 * @returns a warning when the manifest is such content, and so does not come into force
 */
export function refusedPromotion(
  manifest: DefinitionManifest,
  stored: StoredDefinition | undefined,
): Problem | undefined {
  const hash = definitionHash(manifest.spec);
  const equal = stored?.versions.find(version => version.hash === hash);
  if (!stored || !equal || equal.version === stored.version) {
    return undefined;
  }
  const inForce = stored.archived
    ? `version ${stored.version} was the last one in force, and the definition stays archived`
    : `version ${stored.version} stays in force, with its criteria`;
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
