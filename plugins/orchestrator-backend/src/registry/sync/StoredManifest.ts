import { MANIFEST_API_VERSION, manifestKey, type Manifest } from '@tutti/planner';
import type { JsonValue } from '@tutti/score';
import type { RegistryContents } from '../RegistryContents';

/** The last good version of a manifest, from the database. */
export interface StoredManifest {
  /** `<kind>/<name>`. */
  key: string;
  source: string;
  file: string;
  /** As it is in force; where in its file it was written is not known any more. */
  manifest: Manifest;
}

/** All manifests in force, by `<kind>/<name>`. Archived ones are not among them. */
export function storedManifests(contents: RegistryContents): Map<string, StoredManifest> {
  const { definitions, resourceTypes, environmentTypes, definitionTests } = contents;
  const rows = [
    ...definitions.map(row => ({ ...row, kind: 'ResourceDefinition' as const })),
    ...resourceTypes.map(row => ({ ...row, kind: 'ResourceType' as const })),
    ...environmentTypes.map(row => ({ ...row, kind: 'EnvironmentType' as const })),
    ...definitionTests.map(row => ({ ...row, kind: 'DefinitionTest' as const })),
  ];
  const stored = new Map<string, StoredManifest>();
  for (const { kind, name, spec, source, file, archived } of rows) {
    if (!archived) {
      const value = { apiVersion: MANIFEST_API_VERSION, kind, metadata: { name }, spec };
      const document = {
        source: file,
        value: value as unknown as JsonValue,
        locate: () => ({ line: 1, column: 1 }),
      };
      const key = manifestKey({ kind, name });
      stored.set(key, { key, source, file, manifest: { kind, name, spec, document } as Manifest });
    }
  }
  return stored;
}
