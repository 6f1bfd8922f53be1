import type {
  Criterion,
  DefinitionTestSpec,
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
export interface VersionRecord extends Pick<DefinitionVersion, 'version' | 'status' | 'hash'> {
  /** What its manifest declares; in force only while it is the default and was promoted with them. */
  criteria: Criterion[];
}

/** A definition as it stands in the database. */
export interface StoredDefinition extends Declared {
  uid: string;
  name: string;
  /** By number. */
  versions: VersionRecord[];
  /** The default version (of an archived definition: the last there was); without one, the newest. */
  version: number;
  status: DefinitionVersion['status'];
  hash: string;
  /** The spec of that version with the criteria in force; of one that is not the default, with those it would bring. */
  spec: ResourceDefinitionSpec;
}

/** Whether a definition takes part in matching: it has a default version, and a source declares it. */
export function isInForce(definition: StoredDefinition): boolean {
  return !definition.archived && definition.status === 'default';
}

/** A resource type, environment type or test as it stands in the database. */
export interface StoredType<
  TSpec extends ResourceTypeSpec | EnvironmentTypeSpec | DefinitionTestSpec,
> extends Declared {
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
  definitionTests: StoredType<DefinitionTestSpec>[];
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
