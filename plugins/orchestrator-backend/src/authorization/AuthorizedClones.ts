import type {
  CloneEnvironmentRequest,
  Deployment,
  PlanView,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { Deployments, Idempotency } from '../deployments/Deployments';
import type { ClonePlans } from '../deployments/lifecycle/ClonePlans';
import type { Environments } from '../environments/Environments';
import type { Caller } from './Caller';
import type { EnvironmentAccess } from './EnvironmentAccess';
import { principalOf } from './principalOf';
import { routePermissions } from './routePermissions';
import type { ServiceGrants } from './ServiceGrants';

/** Options of {@link AuthorizedClones.create}. */
export interface CreateAuthorizedClonesOptions {
  deployments: Pick<Deployments, 'clone'>;
  clonePlans: Pick<ClonePlans, 'plan'>;
  environments: Environments;
  access: EnvironmentAccess;
  services: ServiceGrants;
}

/**
 * Makes environments from other ones, and plans it, for whoever may read the other one, and create and deploy to the new
 * one. A plan shows what the new one would be made of, so planning needs all of it too.
 */
export class AuthorizedClones {
  readonly #options: CreateAuthorizedClonesOptions;

  private constructor(options: CreateAuthorizedClonesOptions) {
    this.#options = options;
  }

  static create(options: CreateAuthorizedClonesOptions): AuthorizedClones {
    return new AuthorizedClones(options);
  }

  /** @throws NotFoundError naming the application or the environment; NotAllowedError. */
  async clone(
    place: { application: string; environment: string },
    request: CloneEnvironmentRequest,
    caller: Caller,
    idempotency?: Idempotency,
  ): Promise<Deployment> {
    const { source, candidate, choices, principal } = await this.#allowed(place, request, caller);
    return this.#options.deployments.clone(source, candidate, choices, principal, idempotency);
  }

  /** @throws as {@link clone}. */
  async plan(
    place: { application: string; environment: string },
    request: CloneEnvironmentRequest,
    caller: Caller,
    signal: AbortSignal,
  ): Promise<PlanView> {
    const { source, candidate, choices, principal } = await this.#allowed(place, request, caller);
    return this.#options.clonePlans.plan(source, candidate, choices, principal, signal);
  }

  async #allowed(
    { application, environment }: { application: string; environment: string },
    request: CloneEnvironmentRequest,
    caller: Caller,
  ) {
    const { access, environments, services } = this.#options;
    const { workloads, comment, actor, type, ...rest } = request;
    const creates = await access.decide(routePermissions.cloneEnvironment, caller);
    const deploys = await access.decide(routePermissions.submitDeployment, caller);
    const read = routePermissions.getEnvironment;
    const source = await access.find(read, application, environment, caller);
    const candidate = await environments.environmentCandidate(application, {
      ...rest,
      type: type ?? source.type,
    });
    creates.assertAllows(candidate);
    deploys.assertAllows(candidate);
    const principal = principalOf(caller, services, actor);
    return { source, candidate, choices: { workloads, comment }, principal };
  }
}
