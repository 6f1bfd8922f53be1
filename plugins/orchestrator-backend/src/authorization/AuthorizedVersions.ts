import type {
  ActiveResource,
  ChangeVersionStatusRequest,
  DefinitionVersionView,
  Page,
  PageOptions,
  PromoteRequest,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import { NotFoundError } from '@backstage/errors';
import type { Environments } from '../environments/Environments';
import type { Ledger } from '../ledger/Ledger';
import type { DefinitionVersions } from '../registry/versions/DefinitionVersions';
import type { Authorization } from './Authorization';
import type { Caller } from './Caller';
import { routePermissions } from './routePermissions';
import { definitionRuleset, type DefinitionFacts } from './rules/definitionRules';
import { environmentRuleset } from './rules/environmentRules';

/** Options of {@link AuthorizedVersions.create}. */
export interface CreateAuthorizedVersionsOptions {
  versions: DefinitionVersions;
  ledger: Ledger;
  environments: Environments;
  authorization: Authorization;
}

/** Decides about every call, by the newest version of the definition, before {@link DefinitionVersions} gets it. */
export class AuthorizedVersions {
  readonly #options: CreateAuthorizedVersionsOptions;

  private constructor(options: CreateAuthorizedVersionsOptions) {
    this.#options = options;
  }

  static create(options: CreateAuthorizedVersionsOptions): AuthorizedVersions {
    return new AuthorizedVersions(options);
  }

  async list(definition: string, caller: Caller): Promise<DefinitionVersionView[]> {
    const decision = await this.#options.authorization.decide(
      routePermissions.listDefinitionVersions,
      definitionRuleset,
      caller,
    );
    const versions = await this.#options.versions.list(definition);
    if (!decision.allows(factsOf(versions))) {
      throw new NotFoundError(`There is no resource definition "${definition}".`);
    }
    return versions;
  }

  /** Rows of the ledger that a definition, or one version of it, has made, in environments that the caller may see. */
  async usage(
    definition: string,
    filter: { version?: number } & PageOptions,
    caller: Caller,
  ): Promise<Page<ActiveResource>> {
    const { authorization, environments, ledger } = this.#options;
    const { visible } = await authorization.decide(
      routePermissions.listDefinitionUsage,
      environmentRuleset,
      caller,
    );
    await this.list(definition, caller);
    const records = visible && (await environments.records({ visible }));
    return ledger.list({
      ...filter,
      definition,
      ...(records && { environmentUids: records.map(record => record.uid) }),
    });
  }

  async promote(request: PromoteRequest, caller: Caller): Promise<DefinitionVersionView[]> {
    await this.#assertMay(
      routePermissions.promoteVersions,
      request.versions.map(each => each.definition),
      caller,
    );
    return this.#options.versions.promote(request, caller.ref);
  }

  async changeStatus(
    place: { definition: string; version: number },
    request: ChangeVersionStatusRequest,
    caller: Caller,
  ): Promise<DefinitionVersionView> {
    await this.#assertMay(routePermissions.changeVersionStatus, [place.definition], caller);
    return this.#options.versions.changeStatus(place, request, caller.ref);
  }

  async #assertMay(
    permission: (typeof routePermissions)['promoteVersions'],
    definitions: string[],
    caller: Caller,
  ): Promise<void> {
    const { authorization, versions } = this.#options;
    const decision = await authorization.decide(permission, definitionRuleset, caller);
    for (const definition of definitions) {
      decision.assertAllows(factsOf(await versions.list(definition)));
    }
  }
}

/** The newest version says who owns the definition and what it makes. */
function factsOf([newest]: DefinitionVersionView[]): DefinitionFacts {
  const { name, owner, type } = newest.spec;
  return { name, owner, type };
}
