import type {
  ImpactChange,
  ImpactReport,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { Impacts } from '../registry/impact/Impacts';
import type { Authorization } from './Authorization';
import type { Caller } from './Caller';
import type { ImpactAccess } from './ImpactAccess';
import { routePermissions } from './routePermissions';

/** Options of {@link AuthorizedImpacts.create}. */
export interface CreateAuthorizedImpactsOptions {
  impacts: Impacts;
  impactAccess: ImpactAccess;
  authorization: Authorization;
}

/** Decides about every call before {@link Impacts} gets it, and cuts what comes back. */
export class AuthorizedImpacts {
  readonly #options: CreateAuthorizedImpactsOptions;

  private constructor(options: CreateAuthorizedImpactsOptions) {
    this.#options = options;
  }

  static create(options: CreateAuthorizedImpactsOptions): AuthorizedImpacts {
    return new AuthorizedImpacts(options);
  }

  async ask(change: ImpactChange, caller: Caller): Promise<ImpactReport> {
    const { authorization, impactAccess, impacts } = this.#options;
    await authorization.require(routePermissions.askImpact, caller);
    await impactAccess.assertReadable(change, caller);
    return impactAccess.shown(await impacts.ask(change, caller.ref), caller);
  }

  async get(uid: string, caller: Caller): Promise<ImpactReport> {
    const { authorization, impactAccess } = this.#options;
    await authorization.require(routePermissions.getImpact, caller);
    return impactAccess.get(uid, caller);
  }
}
