import type { ManifestView } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { ManifestTexts } from '../registry/manifests/ManifestTexts';
import type { Authorization } from './Authorization';
import type { AuthorizedRegistry } from './AuthorizedRegistry';
import type { AuthorizedVersions } from './AuthorizedVersions';
import type { Caller } from './Caller';
import { routePermissions } from './routePermissions';

/** Options of {@link AuthorizedManifestTexts.create}. */
export interface CreateAuthorizedManifestTextsOptions {
  texts: ManifestTexts;
  registry: AuthorizedRegistry;
  versions: AuthorizedVersions;
  authorization: Authorization;
}

/** Decides about every call, as about reading what the manifest is of, before {@link ManifestTexts} gets it. */
export class AuthorizedManifestTexts {
  readonly #options: CreateAuthorizedManifestTextsOptions;

  private constructor(options: CreateAuthorizedManifestTextsOptions) {
    this.#options = options;
  }

  static create(options: CreateAuthorizedManifestTextsOptions): AuthorizedManifestTexts {
    return new AuthorizedManifestTexts(options);
  }

  async definition(name: string, caller: Caller): Promise<ManifestView> {
    const { registry, texts } = this.#options;
    await registry.getDefinition(name, caller);
    return texts.get({ kind: 'ResourceDefinition', name });
  }

  async version(
    place: { definition: string; version: number },
    caller: Caller,
  ): Promise<ManifestView> {
    const { texts, versions } = this.#options;
    await versions.list(place.definition, caller);
    return texts.getVersion(place);
  }

  async resourceType(name: string, caller: Caller): Promise<ManifestView> {
    const { authorization, texts } = this.#options;
    await authorization.require(routePermissions.getResourceTypeManifest, caller);
    return texts.get({ kind: 'ResourceType', name });
  }

  async environmentType(name: string, caller: Caller): Promise<ManifestView> {
    const { authorization, texts } = this.#options;
    await authorization.require(routePermissions.getEnvironmentTypeManifest, caller);
    return texts.get({ kind: 'EnvironmentType', name });
  }

  async definitionTest(name: string, caller: Caller): Promise<ManifestView> {
    const { authorization, texts } = this.#options;
    await authorization.require(routePermissions.getDefinitionTestManifest, caller);
    return texts.get({ kind: 'DefinitionTest', name });
  }
}
