import type {
  DefinitionView,
  EnvironmentTypeView,
  ResourceTypeView,
  SaveManifestRequest,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { Manifest } from '@tutti/planner';
import type { Manifests } from '../registry/manifests/Manifests';
import type { Registry } from '../registry/Registry';
import type { Authorization } from './Authorization';
import type { Caller } from './Caller';
import { routePermissions } from './routePermissions';
import { definitionRuleset, type DefinitionFacts } from './rules/definitionRules';

/** Options of {@link AuthorizedManifests.create}. */
export interface CreateAuthorizedManifestsOptions {
  manifests: Manifests;
  registry: Registry;
  authorization: Authorization;
}

/** Decides about every call, by what is there and by what would be there, before {@link Manifests} gets it. */
export class AuthorizedManifests {
  readonly #options: CreateAuthorizedManifestsOptions;

  private constructor(options: CreateAuthorizedManifestsOptions) {
    this.#options = options;
  }

  static create(options: CreateAuthorizedManifestsOptions): AuthorizedManifests {
    return new AuthorizedManifests(options);
  }

  async createDefinition(
    { manifest: text, confirmImpact }: SaveManifestRequest,
    caller: Caller,
  ): Promise<DefinitionView> {
    const { authorization, manifests, registry } = this.#options;
    const permission = routePermissions.createDefinition;
    const decision = await authorization.decide(permission, definitionRuleset, caller);
    const manifest = { kind: 'ResourceDefinition', text, isNew: true } as const;
    decision.assertAllows(factsOf(manifests.read(manifest)));
    const { name } = await manifests.save(manifest, caller.ref, confirmImpact);
    return registry.getDefinition(name);
  }

  async updateDefinition(
    name: string,
    { manifest: text, confirmImpact }: SaveManifestRequest,
    caller: Caller,
  ): Promise<DefinitionView> {
    const { authorization, manifests, registry } = this.#options;
    const permission = routePermissions.updateDefinition;
    const decision = await authorization.decide(permission, definitionRuleset, caller);
    decision.assertAllows(await registry.getDefinition(name));
    const manifest = { kind: 'ResourceDefinition', name, text } as const;
    // Nobody gives a definition away, or takes it over, by changing its owner or type.
    decision.assertAllows(factsOf(manifests.read(manifest)));
    await manifests.save(manifest, caller.ref, confirmImpact);
    return registry.getDefinition(name);
  }

  async deleteDefinition(
    name: string,
    confirmImpact: string | undefined,
    caller: Caller,
  ): Promise<DefinitionView> {
    const { authorization, manifests, registry } = this.#options;
    const permission = routePermissions.deleteDefinition;
    const decision = await authorization.decide(permission, definitionRuleset, caller);
    const definition = await registry.getDefinition(name);
    decision.assertAllows(definition);
    await manifests.remove({ kind: 'ResourceDefinition', name }, caller.ref, confirmImpact);
    return definition;
  }

  async saveResourceType(
    name: string,
    { manifest: text, confirmImpact }: SaveManifestRequest,
    caller: Caller,
  ): Promise<ResourceTypeView> {
    const { authorization, manifests, registry } = this.#options;
    await authorization.require(routePermissions.saveResourceType, caller);
    await manifests.save({ kind: 'ResourceType', name, text }, caller.ref, confirmImpact);
    return (await registry.listResourceTypes()).find(type => type.name === name)!;
  }

  async deleteResourceType(
    name: string,
    confirmImpact: string | undefined,
    caller: Caller,
  ): Promise<{ name: string }> {
    await this.#options.authorization.require(routePermissions.deleteResourceType, caller);
    await this.#options.manifests.remove({ kind: 'ResourceType', name }, caller.ref, confirmImpact);
    return { name };
  }

  async saveEnvironmentType(
    name: string,
    { manifest: text, confirmImpact }: SaveManifestRequest,
    caller: Caller,
  ): Promise<EnvironmentTypeView> {
    const { authorization, manifests, registry } = this.#options;
    await authorization.require(routePermissions.saveEnvironmentType, caller);
    await manifests.save({ kind: 'EnvironmentType', name, text }, caller.ref, confirmImpact);
    return registry.getEnvironmentType(name);
  }

  async deleteEnvironmentType(
    name: string,
    confirmImpact: string | undefined,
    caller: Caller,
  ): Promise<{ name: string }> {
    await this.#options.authorization.require(routePermissions.deleteEnvironmentType, caller);
    await this.#options.manifests.remove(
      { kind: 'EnvironmentType', name },
      caller.ref,
      confirmImpact,
    );
    return { name };
  }
}

function factsOf(manifest: Manifest): DefinitionFacts {
  if (manifest.kind !== 'ResourceDefinition') {
    throw new Error(`A ${manifest.kind} is no definition.`);
  }
  const { name, owner, type } = manifest.spec;
  return { name, owner, type };
}
