import type { DriverDescriptor, RegistrySnapshot } from '@tutti/planner';
import type {
  DefinitionsFilter,
  DefinitionView,
  DriverView,
  EnvironmentTypeView,
  ManifestSourcesFilter,
  ManifestSourceView,
  Page,
  PageOptions,
  ResourceTypesFilter,
  ResourceTypeView,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import { definitionNotFound } from '../registry/definitionNotFound';
import { containsText } from '../registry/lists/containsText';
import { pageByName } from '../registry/lists/pageByName';
import type { Registry } from '../registry/Registry';
import type { Rollouts } from '../registry/rollouts/Rollouts';
import type { Authorization } from './Authorization';
import type { Caller } from './Caller';
import { routePermissions } from './routePermissions';
import { definitionRuleset } from './rules/definitionRules';

/** Options of {@link AuthorizedRegistry.create}. */
export interface CreateAuthorizedRegistryOptions {
  registry: Registry;
  rollouts: Pick<Rollouts, 'registryIn'>;
  drivers: () => DriverDescriptor[];
  authorization: Authorization;
}

/** Decides about every call before {@link Registry} gets it. */
export class AuthorizedRegistry {
  readonly #registry: Registry;
  readonly #rollouts: Pick<Rollouts, 'registryIn'>;
  readonly #drivers: () => DriverDescriptor[];
  readonly #authorization: Authorization;

  private constructor(options: CreateAuthorizedRegistryOptions) {
    this.#registry = options.registry;
    this.#rollouts = options.rollouts;
    this.#drivers = options.drivers;
    this.#authorization = options.authorization;
  }

  static create(options: CreateAuthorizedRegistryOptions): AuthorizedRegistry {
    return new AuthorizedRegistry(options);
  }

  async listDefinitions(
    filter: DefinitionsFilter & PageOptions,
    caller: Caller,
  ): Promise<Page<DefinitionView>> {
    const decision = await this.#authorization.decide(
      routePermissions.listDefinitions,
      definitionRuleset,
      caller,
    );
    // The registry keeps its contents in memory, so it takes the decision itself where others take SQL.
    return this.#registry.listDefinitions({ ...filter, isVisible: decision.allows });
  }

  async getDefinition(name: string, caller: Caller): Promise<DefinitionView> {
    const decision = await this.#authorization.decide(
      routePermissions.getDefinition,
      definitionRuleset,
      caller,
    );
    const definition = await this.#registry.getDefinition(name);
    if (!decision.allows(definition)) {
      throw definitionNotFound(name);
    }
    return definition;
  }

  async listResourceTypes(
    filter: ResourceTypesFilter & PageOptions,
    caller: Caller,
  ): Promise<Page<ResourceTypeView>> {
    await this.#authorization.require(routePermissions.listResourceTypes, caller);
    const { use, text, cursor, limit } = filter;
    const fitting = (await this.#registry.listResourceTypes()).filter(
      type => (use === undefined || type.use === use) && containsText(text, type.name, type.title),
    );
    return pageByName(fitting, { list: 'resource-types', cursor, limit });
  }

  async listEnvironmentTypes(caller: Caller): Promise<EnvironmentTypeView[]> {
    await this.#authorization.require(routePermissions.listEnvironmentTypes, caller);
    return this.#registry.listEnvironmentTypes();
  }

  async listDrivers(caller: Caller): Promise<DriverView[]> {
    await this.#authorization.require(routePermissions.listDrivers, caller);
    return [...this.#drivers()].sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  async listSources(filter: ManifestSourcesFilter, caller: Caller): Promise<ManifestSourceView[]> {
    await this.#authorization.require(routePermissions.listManifestSources, caller);
    const { status, text } = filter;
    return (await this.#registry.listSources()).filter(
      source =>
        (status === undefined || source.status === status) &&
        containsText(text, source.name, source.target),
    );
  }

  /** What an explanation is made from. */
  async snapshotToExplain(caller: Caller): Promise<RegistrySnapshot> {
    await this.#authorization.require(routePermissions.explainMatch, caller);
    return (await this.#registry.snapshot()).registry;
  }

  /** The same in an environment, with what rollouts have brought there; the caller may see it. */
  async snapshotIn(
    environment: { uid: string; type: string },
    caller: Caller,
  ): Promise<RegistrySnapshot> {
    await this.#authorization.require(routePermissions.explainMatch, caller);
    return this.#rollouts.registryIn(environment);
  }

  /** @throws NotAllowedError unless the caller may have a Score file checked. */
  async assertMayValidate(caller: Caller): Promise<void> {
    await this.#authorization.require(routePermissions.validateScore, caller);
  }
}
