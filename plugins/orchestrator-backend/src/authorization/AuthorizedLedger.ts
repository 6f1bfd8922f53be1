import { InputError } from '@backstage/errors';
import type { ResourcePermission } from '@backstage/plugin-permission-common';
import type {
  ActiveResource,
  ActiveResourcesFilter,
  DecideDestructionRequest,
  DestructionDecision,
  Page,
  PageOptions,
  ResolveResourceRequest,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import { activeResourceNotFound } from '../ledger/activeResourceNotFound';
import type { Environments } from '../environments/Environments';
import type { Ledger } from '../ledger/Ledger';
import type { Caller } from './Caller';
import type { EnvironmentAccess } from './EnvironmentAccess';
import { principalOf } from './principalOf';
import { routePermissions } from './routePermissions';
import type { ServiceGrants } from './ServiceGrants';

/** Options of {@link AuthorizedLedger.create}. */
export interface CreateAuthorizedLedgerOptions {
  ledger: Ledger;
  environments: Environments;
  access: EnvironmentAccess;
  services: ServiceGrants;
}

/** Decides about every call, by the environment of the resource, before {@link Ledger} gets it. */
export class AuthorizedLedger {
  readonly #ledger: Ledger;
  readonly #environments: Environments;
  readonly #access: EnvironmentAccess;
  readonly #services: ServiceGrants;

  private constructor(options: CreateAuthorizedLedgerOptions) {
    this.#ledger = options.ledger;
    this.#environments = options.environments;
    this.#access = options.access;
    this.#services = options.services;
  }

  static create(options: CreateAuthorizedLedgerOptions): AuthorizedLedger {
    return new AuthorizedLedger(options);
  }

  async list(
    filter: ActiveResourcesFilter & PageOptions,
    caller: Caller,
  ): Promise<Page<ActiveResource>> {
    const { application, environment, ...rest } = filter;
    const permission = routePermissions.listActiveResources;
    if (filter.class !== undefined && filter.type === undefined) {
      throw new InputError(
        `The class "${filter.class}" is given without its type: add the parameter type.`,
      );
    }
    if (application !== undefined) {
      // A name is that of the live environment; what was left behind in a deleted one belongs to the application.
      const place = { application, environment, detached: environment === undefined };
      const records = await this.#access.list(permission, place, caller);
      return this.#ledger.list({ ...rest, environmentUids: records.map(record => record.uid) });
    }
    if (environment !== undefined) {
      throw new InputError(
        `The environment "${environment}" is given without its application: add the parameter application.`,
      );
    }
    const { visible } = await this.#access.decide(permission, caller);
    if (!visible) {
      return this.#ledger.list(rest);
    }
    const records = await this.#environments.records({ visible, detached: true });
    return this.#ledger.list({ ...rest, environmentUids: records.map(record => record.uid) });
  }

  async get(uid: string, caller: Caller): Promise<ActiveResource> {
    await this.#assertAllowed(routePermissions.getActiveResource, uid, caller);
    return this.#ledger.get(uid);
  }

  /** Writes down what a person has found out about a resource of unknown presence. */
  async resolve(
    uid: string,
    request: ResolveResourceRequest,
    caller: Caller,
  ): Promise<ActiveResource> {
    await this.#assertAllowed(routePermissions.resolveResource, uid, caller);
    return this.#ledger.resolve(uid, request, { ref: caller.ref });
  }

  /** Writes down what becomes of something that was left behind. */
  async decideDestruction(
    uid: string,
    request: DecideDestructionRequest,
    caller: Caller,
  ): Promise<DestructionDecision> {
    await this.#assertAllowed(routePermissions.decideDestruction, uid, caller);
    const principal = principalOf(caller, this.#services, undefined);
    return this.#ledger.decideDestruction(uid, request, principal);
  }

  async #assertAllowed(permission: ResourcePermission, uid: string, caller: Caller): Promise<void> {
    // A definite no comes first, so that it does not tell what there is.
    await this.#access.decide(permission, caller);
    const environmentUid = await this.#ledger.environmentUidOf(uid);
    await this.#access.assertAllowed(permission, environmentUid, caller, {
      knownBy: routePermissions.getActiveResource,
      notFound: () => activeResourceNotFound(uid),
    });
  }
}
