import type { RegistrySnapshot } from '@tutti/planner';
import type {
  DefinitionsFilter,
  DefinitionView,
  EnvironmentTypeView,
  ManifestSourceView,
  Page,
  ResourceTypeView,
} from '@tutti/backstage-plugin-platform-orchestrator-common';

/** Names one version of a definition, as a ledger row or a pin does. */
export interface BoundDefinition {
  definition: string;
  version: number;
}

/** What planning needs to know of the registry, and which state of it that is. */
export interface RegistryReading {
  registry: RegistrySnapshot;
  /** Decimal number that only grows; the same revision means the same types, default versions and criteria. */
  revision: string;
}

/** Filter and position of {@link Registry.listDefinitions}. */
export interface ListDefinitionsFilter extends DefinitionsFilter {
  /** `nextCursor` of the page before. */
  cursor?: string;
  /** Default 50, at most 200. */
  limit?: number;
  /** Whether the caller may see a definition, from a conditional decision; absent: every one. */
  isVisible?: (definition: { name: string; owner?: string; type: string }) => boolean;
}

/**
 * Resource types, resource definitions and environment types, as the manifests of all sources declare them. What is
 * in force is in the database, so that it outlives a broken file and is the same for every replica.
 */
export interface Registry {
  /**
   * What planning needs: all that is in force, and the definition versions that the given bindings name. Cached until
   * the revision moves, so callers must not change what they get. Bindings that nothing is known of are left out.
   */
  snapshot(bound?: BoundDefinition[]): Promise<RegistryReading>;
  /** Definitions that some source declares, by name; also those that have no default version yet. */
  listDefinitions(filter?: ListDefinitionsFilter): Promise<Page<DefinitionView>>;
  /** @throws NotFoundError when no source declares a definition of this name. */
  getDefinition(name: string): Promise<DefinitionView>;
  /** Built-in resource types and those in force, by name. */
  listResourceTypes(): Promise<ResourceTypeView[]>;
  /** Environment types in force, in the order of promotion. What a new environment may choose from. */
  listEnvironmentTypes(): Promise<EnvironmentTypeView[]>;
  /**
   * An environment type, also an archived one, since environments of it may exist.
   *
   * @throws NotFoundError when there has never been one of this name.
   */
  getEnvironmentType(name: string): Promise<EnvironmentTypeView>;
  /** Sources of the configuration, in its order, and how the last reading went. */
  listSources(): Promise<ManifestSourceView[]>;
  /** Reads all sources again now; ends when what they declare is in force, or refused with its problems listed. */
  sync(): Promise<void>;
  /** Syncs once, then again whenever a file changes and on a schedule. */
  start(): Promise<void>;
  /** Stops watching and waits for a sync that is under way. */
  stop(): Promise<void>;
}
