import type { ResourcePermission } from '@backstage/plugin-permission-common';
import type {
  Deployment,
  DeploymentNode,
  LogPage,
  Page,
  PageOptions,
  PlanView,
  WorkloadStatus,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import { deploymentNotFound } from '../deployments/deploymentNotFound';
import type {
  ApprovalDecision,
  Deployments,
  Idempotency,
  Submission,
} from '../deployments/Deployments';
import type { EnvironmentRecord, Environments } from '../environments/Environments';
import type { Authorization } from './Authorization';
import type { Caller } from './Caller';
import { routePermissions } from './routePermissions';
import { environmentRuleset } from './rules/environmentRules';
import { visibleEnvironments } from './visibleEnvironments';

/** Options of {@link AuthorizedDeployments.create}. */
export interface CreateAuthorizedDeploymentsOptions {
  deployments: Deployments;
  environments: Environments;
  authorization: Authorization;
}

/** What a list of deployments is cut down to. */
export interface DeploymentsOfApplication extends PageOptions {
  application: string;
  environment?: string;
  workload?: string;
}

/** Decides about every call, by the environment of the deployment, before {@link Deployments} gets it. */
export class AuthorizedDeployments {
  readonly #deployments: Deployments;
  readonly #environments: Environments;
  readonly #authorization: Authorization;

  private constructor(options: CreateAuthorizedDeploymentsOptions) {
    this.#deployments = options.deployments;
    this.#environments = options.environments;
    this.#authorization = options.authorization;
  }

  static create(options: CreateAuthorizedDeploymentsOptions): AuthorizedDeployments {
    return new AuthorizedDeployments(options);
  }

  /**
   * The environment, once it is known that the caller may deploy there: before any file of a submission is read.
   *
   * @throws NotFoundError naming the application or the environment; NotAllowedError.
   */
  async environmentToDeployTo(
    application: string,
    environment: string,
    caller: Caller,
  ): Promise<EnvironmentRecord> {
    const decision = await this.#decide(routePermissions.submitDeployment, caller);
    const record = await this.#environments.find(application, environment);
    decision.assertAllows(record);
    return record;
  }

  async submit(
    submission: Submission,
    caller: Caller,
    idempotency?: Idempotency,
  ): Promise<Deployment> {
    const decision = await this.#decide(routePermissions.submitDeployment, caller);
    decision.assertAllows(await this.#environments.findByUid(submission.environmentUid));
    return this.#deployments.submit(submission, { ref: caller.ref }, idempotency);
  }

  async list(filter: DeploymentsOfApplication, caller: Caller): Promise<Page<Deployment>> {
    const { visible } = await this.#decide(routePermissions.listDeployments, caller);
    const { application, environment, ...rest } = filter;
    const records = await visibleEnvironments(this.#environments, {
      application,
      environment,
      visible,
    });
    return this.#deployments.list({ ...rest, environmentUids: records.map(record => record.uid) });
  }

  async get(uid: string, caller: Caller): Promise<Deployment> {
    await this.#assertReadable(uid, routePermissions.getDeployment, caller);
    return this.#deployments.get(uid);
  }

  async plan(uid: string, caller: Caller): Promise<PlanView> {
    await this.#assertReadable(uid, routePermissions.getDeploymentPlan, caller);
    return this.#deployments.plan(uid);
  }

  async nodes(uid: string, caller: Caller): Promise<DeploymentNode[]> {
    await this.#assertReadable(uid, routePermissions.listDeploymentNodes, caller);
    return this.#deployments.nodes(uid);
  }

  /** Decides once; the answer reads pages of the log for as long as one request lasts. */
  async logReader(
    uid: string,
    caller: Caller,
  ): Promise<(page: { after?: string; limit?: number }) => Promise<LogPage>> {
    await this.#assertReadable(uid, routePermissions.readDeploymentLog, caller);
    return page => this.#deployments.log(uid, page);
  }

  async cancel(uid: string, caller: Caller): Promise<Deployment> {
    await this.#assertAllowed(uid, routePermissions.cancelDeployment, caller);
    return this.#deployments.cancel(uid, { ref: caller.ref });
  }

  async decide(uid: string, verdict: ApprovalDecision, caller: Caller): Promise<Deployment> {
    await this.#assertAllowed(uid, routePermissions.decideDeployment, caller);
    return this.#deployments.decide(uid, { ref: caller.ref }, verdict);
  }

  async workloadStatuses(
    filter: { application: string; environment?: string; workload?: string },
    caller: Caller,
  ): Promise<WorkloadStatus[]> {
    const { visible } = await this.#decide(routePermissions.listWorkloadStatuses, caller);
    const { application, environment, workload } = filter;
    const records = await visibleEnvironments(this.#environments, {
      application,
      environment,
      visible,
    });
    return this.#deployments.workloadStatuses(records, { workload });
  }

  #decide(permission: ResourcePermission, caller: Caller) {
    return this.#authorization.decide(permission, environmentRuleset, caller);
  }

  async #assertReadable(uid: string, permission: ResourcePermission, caller: Caller) {
    const decision = await this.#decide(permission, caller);
    if (!decision.allows(await this.#environmentOf(uid))) {
      throw deploymentNotFound(uid);
    }
  }

  async #assertAllowed(uid: string, permission: ResourcePermission, caller: Caller) {
    const decision = await this.#decide(permission, caller);
    decision.assertAllows(await this.#environmentOf(uid));
  }

  async #environmentOf(uid: string): Promise<EnvironmentRecord> {
    return this.#environments.findByUid(await this.#deployments.environmentUidOf(uid));
  }
}
