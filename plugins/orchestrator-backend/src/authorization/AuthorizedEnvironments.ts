import type {
  Application,
  ChangeEnvironmentRequest,
  CreateApplicationRequest,
  CreateEnvironmentRequest,
  Environment,
  Page,
  PageOptions,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { CatalogSystems } from '../environments/CatalogSystems';
import type { EnvironmentRecord, Environments } from '../environments/Environments';
import { applicationNotFound } from '../environments/notFound';
import type { Authorization } from './Authorization';
import type { Caller } from './Caller';
import type { EnvironmentAccess } from './EnvironmentAccess';
import { routePermissions } from './routePermissions';
import { applicationRuleset } from './rules/applicationRules';

/** Options of {@link AuthorizedEnvironments.create}. */
export interface CreateAuthorizedEnvironmentsOptions {
  environments: Environments;
  systems: CatalogSystems;
  authorization: Authorization;
  access: EnvironmentAccess;
}

/**
 * Decides about every call before {@link Environments} gets it. What the caller may not read is as if it were not
 * there; what they may not do to something they name is refused.
 */
export class AuthorizedEnvironments {
  readonly #environments: Environments;
  readonly #systems: CatalogSystems;
  readonly #authorization: Authorization;
  readonly #access: EnvironmentAccess;

  private constructor(options: CreateAuthorizedEnvironmentsOptions) {
    this.#environments = options.environments;
    this.#systems = options.systems;
    this.#authorization = options.authorization;
    this.#access = options.access;
  }

  static create(options: CreateAuthorizedEnvironmentsOptions): AuthorizedEnvironments {
    return new AuthorizedEnvironments(options);
  }

  async listApplications(page: PageOptions, caller: Caller): Promise<Page<Application>> {
    const { visible } = await this.#authorization.decide(
      routePermissions.listApplications,
      applicationRuleset,
      caller,
    );
    return this.#environments.listApplications({ ...page, visible });
  }

  async getApplication(application: string, caller: Caller): Promise<Application> {
    const decision = await this.#authorization.decide(
      routePermissions.getApplication,
      applicationRuleset,
      caller,
    );
    const found = await this.#environments.getApplication(application);
    if (!decision.allows(found)) {
      throw applicationNotFound(application);
    }
    return found;
  }

  async createApplication(request: CreateApplicationRequest, caller: Caller): Promise<Application> {
    const decision = await this.#authorization.decide(
      routePermissions.createApplication,
      applicationRuleset,
      caller,
    );
    const system = request.systemRef
      ? await this.#systems.get(request.systemRef, caller.credentials)
      : undefined;
    const candidate = this.#environments.applicationCandidate(
      { ...request, systemRef: system?.ref },
      system?.ownerRef,
    );
    decision.assertAllows(candidate);
    return this.#environments.createApplication(candidate);
  }

  async deleteApplication(application: string, caller: Caller): Promise<Application> {
    const decision = await this.#authorization.decide(
      routePermissions.deleteApplication,
      applicationRuleset,
      caller,
    );
    const found = await this.getApplication(application, caller);
    decision.assertAllows(found);
    return this.#environments.deleteApplication(application);
  }

  async listEnvironments(
    application: string,
    page: PageOptions,
    caller: Caller,
  ): Promise<Page<Environment>> {
    const { visible } = await this.#access.decide(routePermissions.listEnvironments, caller);
    const found = await this.#environments.listEnvironments(application, { ...page, visible });
    if (found.items.length === 0) {
      await this.#access.assertKnowsApplication(application, caller);
    }
    return found;
  }

  async getEnvironment(
    application: string,
    environment: string,
    caller: Caller,
  ): Promise<Environment> {
    await this.find(application, environment, caller);
    return this.#environments.getEnvironment(application, environment);
  }

  async createEnvironment(
    application: string,
    request: CreateEnvironmentRequest,
    caller: Caller,
  ): Promise<Environment> {
    const decision = await this.#access.decide(routePermissions.createEnvironment, caller);
    const candidate = await this.#environments.environmentCandidate(application, request);
    if (!decision.allows(candidate)) {
      await this.#access.assertKnowsApplication(application, caller);
      decision.assertAllows(candidate);
    }
    return this.#environments.createEnvironment(candidate);
  }

  async changeEnvironment(
    place: { application: string; environment: string },
    { expiresIn }: ChangeEnvironmentRequest,
    caller: Caller,
  ): Promise<Environment> {
    const { application, environment } = place;
    const needed = routePermissions.changeEnvironment;
    const { uid } = await this.#access.find(needed, application, environment, caller);
    return this.#environments.changeLifetime(uid, expiresIn);
  }

  /** The record of an environment that the caller may read. */
  async find(application: string, environment: string, caller: Caller): Promise<EnvironmentRecord> {
    return this.#access.find(routePermissions.getEnvironment, application, environment, caller);
  }
}
