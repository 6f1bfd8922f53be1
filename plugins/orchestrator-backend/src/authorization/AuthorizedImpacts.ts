import type {
  ImpactChange,
  ImpactReport,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { Environments } from '../environments/Environments';
import type { Impacts } from '../registry/impact/Impacts';
import type { Authorization } from './Authorization';
import type { Caller } from './Caller';
import { routePermissions } from './routePermissions';
import { environmentRuleset } from './rules/environmentRules';

/** Options of {@link AuthorizedImpacts.create}. */
export interface CreateAuthorizedImpactsOptions {
  impacts: Impacts;
  environments: Environments;
  authorization: Authorization;
}

/** Decides about every call, and shows of a report only environments that the caller may see; its counts are of all. */
export class AuthorizedImpacts {
  readonly #options: CreateAuthorizedImpactsOptions;

  private constructor(options: CreateAuthorizedImpactsOptions) {
    this.#options = options;
  }

  static create(options: CreateAuthorizedImpactsOptions): AuthorizedImpacts {
    return new AuthorizedImpacts(options);
  }

  async ask(change: ImpactChange, caller: Caller): Promise<ImpactReport> {
    const { authorization, impacts } = this.#options;
    await authorization.require(routePermissions.askImpact, caller);
    return this.#shown(await impacts.ask(change, caller.ref), caller);
  }

  async get(uid: string, caller: Caller): Promise<ImpactReport> {
    const { authorization, impacts } = this.#options;
    await authorization.require(routePermissions.getImpact, caller);
    return this.#shown(await impacts.get(uid), caller);
  }

  async #shown(report: ImpactReport, caller: Caller): Promise<ImpactReport> {
    const { authorization, environments } = this.#options;
    if (!report.environments) {
      return report;
    }
    const permission = routePermissions.listEnvironments;
    const { visible } = await authorization.decide(permission, environmentRuleset, caller);
    if (!visible) {
      return report;
    }
    const seen = new Set((await environments.records({ visible })).map(record => record.uid));
    return {
      ...report,
      environments: report.environments.filter(each => seen.has(each.environmentUid)),
    };
  }
}
