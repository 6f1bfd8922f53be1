import type {
  DefinitionTestSpec,
  EnvironmentTypeSpec,
  ResourceDefinitionSpec,
  ResourceTypeSpec,
} from '@tutti/planner';
import type { Problem } from '@tutti/score';
import type { SourceReport } from '../../database/registry/writeSources';
import type { StoredDefinition, StoredType } from '../RegistryContents';

/** A definition that is written, because its content, its criteria or the place of its manifest changed. */
export interface DefinitionChange {
  name: string;
  source: string;
  file: string;
  spec: ResourceDefinitionSpec;
  hash: string;
  /** Absent when the definition is new. */
  stored?: StoredDefinition;
  /** The version whose content the manifest is. */
  version: number;
  /** What that version is written as, when it is new; absent: it exists. */
  newVersion?: 'proposed' | 'default';
  /** Its criteria come into force with it; otherwise they wait until it is promoted. */
  criteriaChanged: boolean;
}

/** Types of one kind that are written or archived. */
export interface TypeChanges<
  TSpec extends ResourceTypeSpec | EnvironmentTypeSpec | DefinitionTestSpec,
> {
  written: Omit<StoredType<TSpec>, 'archived'>[];
  /** Names. */
  archived: string[];
}

/** What a sync writes. Nothing in it but `sources` means that nothing changed. */
export interface SyncDecision {
  definitions: DefinitionChange[];
  archivedDefinitions: StoredDefinition[];
  resourceTypes: TypeChanges<ResourceTypeSpec>;
  environmentTypes: TypeChanges<EnvironmentTypeSpec>;
  definitionTests: TypeChanges<DefinitionTestSpec>;
  sources: SourceReport[];
  /** All that is wrong, also with what other sources declare. */
  problems: Problem[];
}

/** Whether the decision changes what is in force, or where it is declared. */
export function changesRegistry(decision: SyncDecision): boolean {
  const { definitions, archivedDefinitions, resourceTypes, environmentTypes, definitionTests } =
    decision;
  return [
    definitions,
    archivedDefinitions,
    ...[resourceTypes, environmentTypes, definitionTests].flatMap(types => [
      types.written,
      types.archived,
    ]),
  ].some(list => list.length > 0);
}
