import type { PermissionsService } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  type BasicPermission,
  type PermissionCriteria,
  type PolicyDecision,
  type QueryPermissionRequest,
  type ResourcePermission,
} from '@backstage/plugin-permission-common';
import {
  createConditionAuthorizer,
  createConditionTransformer,
  type PermissionRuleset,
} from '@backstage/plugin-permission-node';
import type { Caller } from './Caller';
import type { ServiceGrants } from './ServiceGrants';
import type { ResourceFilter } from './rules/ResourceFilter';

/** Options of {@link Authorization.create}. */
export interface CreateAuthorizationOptions {
  permissions: PermissionsService;
  services: ServiceGrants;
}

/** The rules that conditions about one kind of resource may use. */
export type ResourceRules<TResource> = PermissionRuleset<TResource, ResourceFilter>;

/**
 * Asks for decisions. The guard for services comes first, then Backstage's permission framework; conditions are
 * applied here, to a loaded row, to a candidate that does not exist yet, or, for lists, as a filter in SQL. So no
 * decision needs a call back from the permission backend.
 */
export class Authorization {
  readonly #permissions: PermissionsService;
  readonly #services: ServiceGrants;

  private constructor(options: CreateAuthorizationOptions) {
    this.#permissions = options.permissions;
    this.#services = options.services;
  }

  static create(options: CreateAuthorizationOptions): Authorization {
    return new Authorization(options);
  }

  /** @throws NotAllowedError unless the caller has the permission. */
  async require(permission: BasicPermission, caller: Caller): Promise<void> {
    const decision = await this.#decide(permission, caller);
    if (decision.result !== AuthorizeResult.ALLOW) {
      throw denied(permission.name, caller);
    }
  }

  /**
   * Decides before anything is loaded, so that a caller who may never do it does not learn what exists.
   *
   * @returns what decides about each row: call it with the row, or the candidate.
   * @throws NotAllowedError when the answer does not depend on the row and is no.
   */
  async decide<TResource>(
    permission: ResourcePermission,
    rules: ResourceRules<TResource>,
    caller: Caller,
  ): Promise<Decision<TResource>> {
    const policyDecision = await this.#decide(permission, caller);
    const isAllowed = createConditionAuthorizer(rules);
    return {
      allows: resource => isAllowed(policyDecision, resource),
      assertAllows(resource) {
        if (!isAllowed(policyDecision, resource)) {
          throw denied(permission.name, caller);
        }
      },
      visible:
        policyDecision.result === AuthorizeResult.CONDITIONAL
          ? createConditionTransformer<ResourceFilter>(rules)(policyDecision.conditions)
          : undefined,
    };
  }

  /**
   * Which rows the caller may know of, for calls that another permission allows: a definite no hides every row, where
   * {@link decide} refuses the call.
   */
  async sees<TResource>(
    permission: ResourcePermission,
    rules: ResourceRules<TResource>,
    caller: Caller,
  ): Promise<(resource: TResource) => boolean> {
    try {
      return (await this.decide(permission, rules, caller)).allows;
    } catch (error) {
      if (error instanceof NotAllowedError) {
        return () => false;
      }
      throw error;
    }
  }

  async #decide(
    permission: BasicPermission | ResourcePermission,
    caller: Caller,
  ): Promise<PolicyDecision> {
    if (caller.kind === 'service' && !this.#services.allows(caller.ref, permission.name)) {
      throw new NotAllowedError(
        `The service "${caller.ref}" may not use the permission "${permission.name}": list it with its subject ` +
          'and permissions in platformOrchestrator.services.',
      );
    }
    const [decision] = await this.#permissions.authorizeConditional(
      [{ permission } as QueryPermissionRequest],
      { credentials: caller.credentials },
    );
    if (decision.result === AuthorizeResult.DENY) {
      throw denied(permission.name, caller);
    }
    return decision;
  }
}

/** A decision that has not been a definite no. */
export interface Decision<TResource> {
  /** Whether it holds for this row. */
  allows(resource: TResource): boolean;
  /** @throws NotAllowedError when it does not hold for this row. */
  assertAllows(resource: TResource): void;
  /** What restricts a list to rows for which it holds; absent: it holds for all. */
  visible?: PermissionCriteria<ResourceFilter>;
}

function denied(permissionName: string, caller: Caller): NotAllowedError {
  return new NotAllowedError(
    `${caller.ref} may not do this: it takes the permission "${permissionName}".`,
  );
}
