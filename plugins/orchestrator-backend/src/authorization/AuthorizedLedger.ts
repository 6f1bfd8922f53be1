import { InputError } from '@backstage/errors';
import type {
  ActiveResource,
  Page,
  PageOptions,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import { activeResourceNotFound } from '../ledger/activeResourceNotFound';
import type { Environments } from '../environments/Environments';
import type { Ledger } from '../ledger/Ledger';
import type { Authorization } from './Authorization';
import type { Caller } from './Caller';
import { routePermissions } from './routePermissions';
import { environmentRuleset } from './rules/environmentRules';
import { visibleEnvironments } from './visibleEnvironments';

/** Options of {@link AuthorizedLedger.create}. */
export interface CreateAuthorizedLedgerOptions {
  ledger: Ledger;
  environments: Environments;
  authorization: Authorization;
}

/** What a list of active resources is cut down to. */
export interface ActiveResourcesFilter extends PageOptions {
  application?: string;
  /** Only together with `application`. */
  environment?: string;
  workload?: string;
}

/** Decides about every call, by the environment of the resource, before {@link Ledger} gets it. */
export class AuthorizedLedger {
  readonly #ledger: Ledger;
  readonly #environments: Environments;
  readonly #authorization: Authorization;

  private constructor(options: CreateAuthorizedLedgerOptions) {
    this.#ledger = options.ledger;
    this.#environments = options.environments;
    this.#authorization = options.authorization;
  }

  static create(options: CreateAuthorizedLedgerOptions): AuthorizedLedger {
    return new AuthorizedLedger(options);
  }

  async list(filter: ActiveResourcesFilter, caller: Caller): Promise<Page<ActiveResource>> {
    const { application, environment, ...rest } = filter;
    const { visible } = await this.#authorization.decide(
      routePermissions.listActiveResources,
      environmentRuleset,
      caller,
    );
    if (application !== undefined) {
      const records = await visibleEnvironments(this.#environments, {
        application,
        environment,
        visible,
      });
      return this.#ledger.list({ ...rest, environmentUids: records.map(record => record.uid) });
    }
    if (environment !== undefined) {
      throw new InputError(
        `The environment "${environment}" is given without its application: add the parameter application.`,
      );
    }
    if (!visible) {
      return this.#ledger.list(rest);
    }
    const records = await this.#environments.records({ visible });
    return this.#ledger.list({ ...rest, environmentUids: records.map(record => record.uid) });
  }

  async get(uid: string, caller: Caller): Promise<ActiveResource> {
    const decision = await this.#authorization.decide(
      routePermissions.getActiveResource,
      environmentRuleset,
      caller,
    );
    const environmentUid = await this.#ledger.environmentUidOf(uid);
    if (!decision.allows(await this.#environments.findByUid(environmentUid))) {
      throw activeResourceNotFound(uid);
    }
    return this.#ledger.get(uid);
  }
}
