import { isJsonObject, sortedEntries } from '@tutti/score';
import type { JsonObject, JsonValue } from '@tutti/score';
import { DEFAULT_CLASS } from '../model';
import type {
  DefinitionTestSpec,
  EnvironmentTypeSpec,
  ResourceDefinitionSpec,
  ResourceTypeSpec,
} from '../model';
import { MANIFEST_API_VERSION } from './Manifest';
import type { ManifestKind, ManifestOf } from './Manifest';

type Described<Kind extends ManifestKind, Spec> = Pick<ManifestOf<Kind, Spec>, 'kind' | 'spec'>;

/** A manifest by what it says, wherever it was written. */
export type DescribedManifest =
  | Described<'ResourceType', ResourceTypeSpec>
  | Described<'EnvironmentType', EnvironmentTypeSpec>
  | Described<'ResourceDefinition', ResourceDefinitionSpec>
  | Described<'DefinitionTest', DefinitionTestSpec>;

/**
 * The document that says what a spec says: reading it gives an equal spec, and equal specs give equal documents. What is
 * a default is left out; labels, annotations and comments of the manifest as it was written are not in a spec.
 */
export function toDocument(manifest: DescribedManifest): JsonObject {
  const { kind } = manifest;
  // Specs are JSON; properties that are absent are what JSON cannot say.
  const { name, ...rest } = { ...manifest.spec } as unknown as JsonObject;
  const metadata: JsonObject = { name };
  for (const key of ['title', 'description', 'owner']) {
    if (rest[key] !== undefined) {
      metadata[key] = rest[key];
    }
    delete rest[key];
  }
  return { apiVersion: MANIFEST_API_VERSION, kind, metadata, spec: specOf(kind, rest) };
}

function specOf(kind: ManifestKind, spec: JsonObject): JsonObject {
  switch (kind) {
    case 'ResourceType':
      return without(spec, {
        use: 'direct',
        scope: 'workload',
        stateful: false,
        params: { type: 'object' },
        outputs: { type: 'object' },
      });
    case 'EnvironmentType':
      return without(
        { ...spec, lifetime: without(spec.lifetime as JsonObject, { default: 'never' }) },
        { preview: false, approvals: { required: 0 }, requireReady: false, lifetime: {} },
      );
    case 'ResourceDefinition':
      return without(
        {
          ...spec,
          criteria: (spec.criteria as JsonObject[]).map(criterion =>
            without(criterion, { class: DEFAULT_CLASS }),
          ),
          collect: Object.fromEntries(
            sortedEntries(spec.collect as JsonObject).map(([name, each]) => [name, collect(each)]),
          ),
        },
        {
          ...{ criteria: [], params: {}, dependencies: {}, provisions: [], collect: {} },
          ...{ inputs: {}, secrets: {}, deletion: {}, catalog: {}, takesOver: [], identity: [] },
        },
      );
    default:
      return without(spec, { context: {} });
  }
}

function collect(written: JsonValue): JsonValue {
  if (!isJsonObject(written) || !isJsonObject(written.of)) {
    return written;
  }
  const { of } = written;
  return { ...written, of: Object.keys(of).length === 1 ? of.type : of };
}

/** Leaves out what is equal to its default, and what is not there. */
function without(values: JsonObject, defaults: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(values).filter(
      ([key, value]) =>
        value !== undefined &&
        (defaults[key] === undefined || JSON.stringify(value) !== JSON.stringify(defaults[key])),
    ),
  );
}
