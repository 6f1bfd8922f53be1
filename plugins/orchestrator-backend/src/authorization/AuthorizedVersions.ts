import type {
  ActiveResource,
  ChangeVersionStatusRequest,
  DefinitionVersionView,
  Page,
  PageOptions,
  PromoteRequest,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { Environments } from '../environments/Environments';
import type { Ledger } from '../ledger/Ledger';
import { definitionNotFound } from '../registry/definitionNotFound';
import type { DefinitionVersions } from '../registry/versions/DefinitionVersions';
import type { Authorization } from './Authorization';
import type { Caller } from './Caller';
import { DefinitionAccess } from './DefinitionAccess';
import { factsOfVersions } from './factsOfVersions';
import type { ImpactAccess } from './ImpactAccess';
import { routePermissions } from './routePermissions';
import { definitionRuleset } from './rules/definitionRules';
import { environmentRuleset } from './rules/environmentRules';

/** Options of {@link AuthorizedVersions.create}. */
export interface CreateAuthorizedVersionsOptions {
  versions: DefinitionVersions;
  ledger: Ledger;
  environments: Environments;
  impactAccess: ImpactAccess;
  authorization: Authorization;
}

/**
 * Decides about every call before {@link DefinitionVersions} gets it: by the version of the definition that lists show,
 * which is the default one, or else the newest.
 */
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
    if (!decision.allows(factsOfVersions(versions))) {
      throw definitionNotFound(definition);
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

  /** The versions themselves are decided about too, so that nobody gives a definition away by promoting one. */
  async promote(request: PromoteRequest, caller: Caller): Promise<DefinitionVersionView[]> {
    const { impactAccess, versions } = this.#options;
    const permission = routePermissions.promoteVersions;
    const decision = await DefinitionAccess.create(this.#options).decideChange(permission, caller);
    for (const { definition, version } of request.versions) {
      const known = await versions.list(definition);
      decision.assertAllows(factsOfVersions(known));
      const promoted = known.filter(each => each.version === version);
      for (const { spec } of promoted) {
        decision.assertAllows(spec);
      }
    }
    const { confirmImpact } = request;
    const promote = () => versions.promote(request, caller.ref);
    return impactAccess.guarded(promote, { confirmImpact, caller });
  }

  async changeStatus(
    place: { definition: string; version: number },
    request: ChangeVersionStatusRequest,
    caller: Caller,
  ): Promise<DefinitionVersionView> {
    const { impactAccess, versions } = this.#options;
    const permission = routePermissions.changeVersionStatus;
    const decision = await DefinitionAccess.create(this.#options).decideChange(permission, caller);
    decision.assertAllows(factsOfVersions(await versions.list(place.definition)));
    const { confirmImpact } = request;
    const change = () => versions.changeStatus(place, request, caller.ref);
    return impactAccess.guarded(change, { confirmImpact, caller });
  }
}
