import type {
  DefinitionView,
  EnvironmentTypeView,
  ResourceTypeView,
  SaveManifestRequest,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { Manifest, ManifestKind } from '@tutti/planner';
import type { Manifests, ManifestToSave } from '../registry/manifests/Manifests';
import type { Registry } from '../registry/Registry';
import type { Authorization } from './Authorization';
import type { Caller } from './Caller';
import { DefinitionAccess } from './DefinitionAccess';
import type { ImpactAccess } from './ImpactAccess';
import { routePermissions } from './routePermissions';
import { definitionRuleset, type DefinitionFacts } from './rules/definitionRules';

/** Options of {@link AuthorizedManifests.create}. */
export interface CreateAuthorizedManifestsOptions {
  manifests: Manifests;
  registry: Registry;
  impactAccess: ImpactAccess;
  authorization: Authorization;
}

/** Decides about every call, by what is there and by what would be there, before {@link Manifests} gets it. */
export class AuthorizedManifests {
  readonly #options: CreateAuthorizedManifestsOptions;
  readonly #access: DefinitionAccess;

  private constructor(options: CreateAuthorizedManifestsOptions) {
    this.#options = options;
    this.#access = DefinitionAccess.create(options);
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
    const { name } = await this.#save(manifest, confirmImpact, caller);
    return registry.getDefinition(name);
  }

  async updateDefinition(
    name: string,
    { manifest: text, confirmImpact }: SaveManifestRequest,
    caller: Caller,
  ): Promise<DefinitionView> {
    const { manifests, registry } = this.#options;
    const permission = routePermissions.updateDefinition;
    const decision = await this.#access.decideChange(permission, caller);
    decision.assertAllows(await registry.getDefinition(name));
    const manifest = { kind: 'ResourceDefinition', name, text } as const;
    // Nobody gives a definition away, or takes it over, by changing its owner or type.
    decision.assertAllows(factsOf(manifests.read(manifest)));
    await this.#save(manifest, confirmImpact, caller);
    return registry.getDefinition(name);
  }

  async deleteDefinition(
    name: string,
    confirmImpact: string | undefined,
    caller: Caller,
  ): Promise<DefinitionView> {
    const { registry } = this.#options;
    const permission = routePermissions.deleteDefinition;
    const decision = await this.#access.decideChange(permission, caller);
    const definition = await registry.getDefinition(name);
    decision.assertAllows(definition);
    await this.#remove({ kind: 'ResourceDefinition', name }, confirmImpact, caller);
    return definition;
  }

  async saveResourceType(
    name: string,
    { manifest: text, confirmImpact }: SaveManifestRequest,
    caller: Caller,
  ): Promise<ResourceTypeView> {
    const { authorization, registry } = this.#options;
    await authorization.require(routePermissions.saveResourceType, caller);
    await this.#save({ kind: 'ResourceType', name, text }, confirmImpact, caller);
    return (await registry.listResourceTypes()).find(type => type.name === name)!;
  }

  async deleteResourceType(
    name: string,
    confirmImpact: string | undefined,
    caller: Caller,
  ): Promise<{ name: string }> {
    await this.#options.authorization.require(routePermissions.deleteResourceType, caller);
    await this.#remove({ kind: 'ResourceType', name }, confirmImpact, caller);
    return { name };
  }

  async saveEnvironmentType(
    name: string,
    { manifest: text, confirmImpact }: SaveManifestRequest,
    caller: Caller,
  ): Promise<EnvironmentTypeView> {
    const { authorization, registry } = this.#options;
    await authorization.require(routePermissions.saveEnvironmentType, caller);
    await this.#save({ kind: 'EnvironmentType', name, text }, confirmImpact, caller);
    return registry.getEnvironmentType(name);
  }

  async deleteEnvironmentType(
    name: string,
    confirmImpact: string | undefined,
    caller: Caller,
  ): Promise<{ name: string }> {
    await this.#options.authorization.require(routePermissions.deleteEnvironmentType, caller);
    await this.#remove({ kind: 'EnvironmentType', name }, confirmImpact, caller);
    return { name };
  }

  async #save(
    manifest: ManifestToSave,
    confirmImpact: string | undefined,
    caller: Caller,
  ): Promise<Manifest> {
    const { impactAccess, manifests } = this.#options;
    const save = () => manifests.save(manifest, caller.ref, confirmImpact);
    return impactAccess.guarded(save, { confirmImpact, caller });
  }

  async #remove(
    place: { kind: ManifestKind; name: string },
    confirmImpact: string | undefined,
    caller: Caller,
  ): Promise<void> {
    const { impactAccess, manifests } = this.#options;
    const remove = () => manifests.remove(place, caller.ref, confirmImpact);
    await impactAccess.guarded(remove, { confirmImpact, caller });
  }
}

function factsOf(manifest: Manifest): DefinitionFacts {
  if (manifest.kind !== 'ResourceDefinition') {
    throw new Error(`A ${manifest.kind} is no definition.`);
  }
  const { name, owner, type } = manifest.spec;
  return { name, owner, type };
}
