import { isJsonObject, readProperty } from '@tutti/score';
import type { JsonObject, JsonValue, SecretReference } from '@tutti/score';
import type {
  CollectSpec,
  DefinitionTestSpec,
  DeletionPolicy,
  DependencySpec,
  EnvironmentTypeSpec,
  ProvisionSpec,
  ResourceDefinitionSpec,
  ResourceTypeExample,
  ResourceTypeSpec,
} from '../model';
import { expandCriteria } from './expandCriteria';

/*
 * From documents that fit their schema to specs with every shorthand expanded and every default filled in. The casts
 * below only repeat what the schema has made sure of.
 */

/** The spec of a `ResourceType`; a type is `direct`, of scope `workload` and stateless unless it says otherwise. */
export function toResourceType(document: JsonObject): ResourceTypeSpec {
  const { metadata, spec } = parts(document);
  return {
    name: metadata.name as string,
    ...texts(metadata, ['title', 'description']),
    ...texts(spec, ['description']),
    use: (spec.use ?? 'direct') as ResourceTypeSpec['use'],
    scope: (spec.scope ?? 'workload') as ResourceTypeSpec['scope'],
    stateful: spec.stateful === true,
    ...(spec.refersTo === 'workload' && { refersTo: 'workload' }),
    params: { type: 'object', ...object(spec.params) },
    outputs: { type: 'object', ...object(spec.outputs) },
    ...(Array.isArray(spec.examples) && {
      examples: spec.examples as JsonValue[] & ResourceTypeExample[],
    }),
  };
}

/** The spec of an `EnvironmentType`; no approvals, no preview, and no end unless it says otherwise. */
export function toEnvironmentType(document: JsonObject): EnvironmentTypeSpec {
  const { metadata, spec } = parts(document);
  const lifetime = object(spec.lifetime);
  return {
    name: metadata.name as string,
    ...texts(metadata, ['title']),
    order: spec.order as number,
    preview: spec.preview === true,
    approvals: { required: (object(spec.approvals).required ?? 0) as number },
    requireReady: spec.requireReady === true,
    lifetime: {
      default: (lifetime.default ?? 'never') as string,
      ...texts(lifetime, ['maximum']),
      ...(lifetime.perApplication !== undefined && {
        perApplication: lifetime.perApplication as number,
      }),
    },
  };
}

/** The spec of a `ResourceDefinition`. */
export function toResourceDefinition(document: JsonObject): ResourceDefinitionSpec {
  const { metadata, spec } = parts(document);
  return {
    name: metadata.name as string,
    ...texts(metadata, ['title', 'owner']),
    type: spec.type as string,
    driver: spec.driver as string,
    criteria: expandCriteria(spec.criteria),
    params: object(spec.params),
    dependencies: object(spec.dependencies) as JsonObject & Record<string, DependencySpec>,
    provisions: (spec.provisions ?? []) as JsonValue[] & ProvisionSpec[],
    collect: Object.fromEntries(
      Object.entries(object(spec.collect)).map(([name, each]) => [name, toCollect(object(each))]),
    ),
    inputs: typeof spec.inputs === 'string' ? spec.inputs : object(spec.inputs),
    ...(isJsonObject(spec.values) && { values: spec.values }),
    secrets: object(spec.secrets) as JsonObject & Record<string, SecretReference>,
    ...(isJsonObject(spec.outputs) && { outputs: spec.outputs }),
    deletion: object(spec.deletion) as Partial<DeletionPolicy>,
    catalog: spec.catalog === false ? false : object(spec.catalog),
    takesOver: (spec.takesOver ?? []) as string[],
    identity: (spec.identity ?? []) as string[],
  };
}

/** The spec of a `DefinitionTest`. */
export function toDefinitionTest(document: JsonObject): DefinitionTestSpec {
  const { metadata, spec } = parts(document);
  return {
    name: metadata.name as string,
    context: object(spec.context),
    request: object(spec.request) as JsonObject & DefinitionTestSpec['request'],
    expect: object(spec.expect),
  };
}

function toCollect(written: JsonObject): CollectSpec {
  const { of } = written;
  return {
    of: typeof of === 'string' ? { type: of } : (of as JsonObject & DependencySpec),
    direction: written.direction as CollectSpec['direction'],
    type: written.type as string,
  };
}

function parts(document: JsonObject): { metadata: JsonObject; spec: JsonObject } {
  return { metadata: object(document.metadata), spec: object(document.spec) };
}

function object(value: JsonValue | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

function texts<Name extends string>(from: JsonObject, names: Name[]): { [K in Name]?: string } {
  const found: { [K in Name]?: string } = {};
  for (const name of names) {
    const value = readProperty(from, name);
    if (typeof value === 'string') {
      found[name] = value;
    }
  }
  return found;
}
