import type {
  Criterion,
  DefinitionVersion,
  EnvironmentTypeSpec,
  ResourceDefinitionSpec,
  ResourceTypeSpec,
} from '@tutti/planner';

/** Where the manifest behind a row is declared. */
export interface Declared {
  /** Name of the source. */
  source: string;
  /** File by the path that people know: the source's folder as configured, and what is below it. */
  file: string;
  /** No source declares it any more: out of matching, kept for what refers to it. */
  archived: boolean;
}

/** The number, content and status of one version, without its spec. */
export type VersionRecord = Pick<DefinitionVersion, 'version' | 'status' | 'hash'>;

/** A definition as it stands in the database. */
export interface StoredDefinition extends Declared {
  uid: string;
  name: string;
  /** By number. */
  versions: VersionRecord[];
  /** The default version; when the definition is archived, the last one there was. */
  version: number;
  hash: string;
  /** The spec of that version with the criteria in force, which an archived definition has none of. */
  spec: ResourceDefinitionSpec;
}

/** A resource type or environment type as it stands in the database. */
export interface StoredType<TSpec extends ResourceTypeSpec | EnvironmentTypeSpec> extends Declared {
  name: string;
  hash: string;
  spec: TSpec;
}

/** All that the database holds of the registry, archived rows included; each list by name. */
export interface RegistryContents {
  revision: number;
  criteriaRevision: number;
  definitions: StoredDefinition[];
  resourceTypes: StoredType<ResourceTypeSpec>[];
  environmentTypes: StoredType<EnvironmentTypeSpec>[];
}

/** A criterion in force as a row holds it. */
export interface StoredCriterion {
  definitionUid: string;
  /** Resource type of the definition. */
  type: string;
  /** SHA-256 of the canonical text. */
  hash: string;
  criterion: Criterion;
}
