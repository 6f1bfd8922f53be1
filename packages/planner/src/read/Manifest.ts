import type { LocatedDocument } from '@tutti/score';
import type {
  DefinitionTestSpec,
  EnvironmentTypeSpec,
  ResourceDefinitionSpec,
  ResourceTypeSpec,
} from '../model';

/** The `apiVersion` of every manifest. */
export const MANIFEST_API_VERSION = 'tutti.dev/v1alpha1';

/** The kinds of manifests that platform engineers write. */
export type ManifestKind =
  'ResourceType' | 'EnvironmentType' | 'ResourceDefinition' | 'DefinitionTest';

/** One manifest: shorthands expanded and defaults filled in, with the document it was read from. */
export type Manifest =
  | ManifestOf<'ResourceType', ResourceTypeSpec>
  | ManifestOf<'EnvironmentType', EnvironmentTypeSpec>
  | ManifestOf<'ResourceDefinition', ResourceDefinitionSpec>
  | ManifestOf<'DefinitionTest', DefinitionTestSpec>;

/** A manifest of one kind. */
export interface ManifestOf<Kind extends ManifestKind, Spec> {
  kind: Kind;
  /** `metadata.name`. */
  name: string;
  spec: Spec;
  /** As written; problems point into it. */
  document: LocatedDocument;
}

/** The name of a manifest among all manifests, `<kind>/<name>`. */
export function manifestKey(manifest: { kind: ManifestKind; name: string }): string {
  return `${manifest.kind}/${manifest.name}`;
}
