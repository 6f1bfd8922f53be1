import { NotAllowedError } from '@backstage/errors';
import type { ResourcePermission } from '@backstage/plugin-permission-common';
import {
  applicationPermissions,
  environmentPermissions,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import type {
  EnvironmentCandidate,
  EnvironmentRecord,
  Environments,
} from '../environments/Environments';
import { applicationNotFound, environmentNotFound } from '../environments/notFound';
import type { Authorization, Decision } from './Authorization';
import type { Caller } from './Caller';
import { applicationRuleset } from './rules/applicationRules';
import { environmentRuleset } from './rules/environmentRules';

/** Options of {@link EnvironmentAccess.create}. */
export interface CreateEnvironmentAccessOptions {
  environments: Environments;
  authorization: Authorization;
}

/**
 * What a caller may know of and do with environments, so that hidden and absent answer the same. Whoever may do
 * something to an environment, or read it, knows of it; whoever knows of one of its environments, or may read the
 * application, knows of the application. What a caller does not know of is not there; what they know of and may not do
 * something to is refused.
 */
export class EnvironmentAccess {
  readonly #environments: Environments;
  readonly #authorization: Authorization;

  private constructor(options: CreateEnvironmentAccessOptions) {
    this.#environments = options.environments;
    this.#authorization = options.authorization;
  }

  static create(options: CreateEnvironmentAccessOptions): EnvironmentAccess {
    return new EnvironmentAccess(options);
  }

  /** What decides about each environment. @throws NotAllowedError when the answer is no for all of them. */
  decide(permission: ResourcePermission, caller: Caller): Promise<Decision<EnvironmentCandidate>> {
    return this.#authorization.decide(permission, environmentRuleset, caller);
  }

  /** As {@link decide}, for calls that another permission allows: a definite no is a no for each environment. */
  sees(
    permission: ResourcePermission,
    caller: Caller,
  ): Promise<(environment: EnvironmentRecord) => boolean> {
    return this.#authorization.sees(permission, environmentRuleset, caller);
  }

  /** @throws NotAllowedError naming the first permission, when the answer is no for all of them and everywhere. */
  async assertAny(permissions: readonly ResourcePermission[], caller: Caller): Promise<void> {
    for (const permission of permissions.slice(1)) {
      if (await this.#isPossible(permission, caller)) {
        return;
      }
    }
    await this.decide(permissions[0], caller);
  }

  /**
   * The environment of this name, for a caller who has the permission for it.
   *
   * @throws NotFoundError naming the application, or the environment; NotAllowedError.
   */
  async find(
    permission: ResourcePermission,
    application: string,
    environment: string,
    caller: Caller,
  ): Promise<EnvironmentRecord> {
    await this.decide(permission, caller);
    const [record] = await this.#environments.records({ application, environment });
    if (record && (await this.#isAllowed(permission, record, caller))) {
      return record;
    }
    await this.assertKnowsApplication(application, caller);
    throw environmentNotFound(application, environment);
  }

  /**
   * Decides about something that belongs to an environment.
   *
   * @param options.knownBy - who has this permission knows of it, and is refused by name
   * @param options.notFound - what is said to everybody else
   * @throws what `notFound` gives; NotAllowedError.
   */
  async assertAllowed(
    permission: ResourcePermission,
    environmentUid: string,
    caller: Caller,
    options: { knownBy: ResourcePermission; notFound: () => Error },
  ): Promise<void> {
    const record = await this.#environments.findByUid(environmentUid);
    if (!(await this.#isAllowed(permission, record, caller, options.knownBy))) {
      throw options.notFound();
    }
  }

  /**
   * The environments of an application for which the caller has the permission, to cut a list down to them.
   *
   * @throws NotFoundError naming the application, or the environment when one is asked for.
   */
  async list(
    permission: ResourcePermission,
    filter: { application: string; environment?: string; detached?: boolean },
    caller: Caller,
  ): Promise<EnvironmentRecord[]> {
    const { visible } = await this.decide(permission, caller);
    const { application, environment } = filter;
    const records = await this.#environments.records({ ...filter, visible });
    if (records.length === 0) {
      await this.assertKnowsApplication(application, caller);
      if (environment !== undefined) {
        throw environmentNotFound(application, environment);
      }
    }
    return records;
  }

  /** @throws NotFoundError naming the application, whether it is hidden or absent. */
  async assertKnowsApplication(application: string, caller: Caller): Promise<void> {
    const [found] = await this.#environments.applicationsByName([application]);
    const sees = await this.#authorization.sees(
      applicationPermissions.read,
      applicationRuleset,
      caller,
    );
    if (found && (sees(found) || (await this.#knowsEnvironmentOf(application, caller)))) {
      return;
    }
    throw applicationNotFound(application);
  }

  async #isPossible(permission: ResourcePermission, caller: Caller): Promise<boolean> {
    try {
      await this.decide(permission, caller);
      return true;
    } catch (error) {
      if (error instanceof NotAllowedError) {
        return false;
      }
      throw error;
    }
  }

  async #knowsEnvironmentOf(application: string, caller: Caller): Promise<boolean> {
    const reads = await this.sees(environmentPermissions.read, caller);
    const records = await this.#environments.records({ application });
    return records.some(reads);
  }

  /** False for those who may not know of it. @throws NotAllowedError for those who do. */
  async #isAllowed(
    permission: ResourcePermission,
    record: EnvironmentRecord,
    caller: Caller,
    knownBy: ResourcePermission = environmentPermissions.read,
  ): Promise<boolean> {
    const allows = await this.sees(permission, caller);
    if (allows(record)) {
      return true;
    }
    const knows = await this.sees(knownBy, caller);
    if (knows(record)) {
      const decision = await this.decide(permission, caller);
      decision.assertAllows(record);
    }
    return false;
  }
}
