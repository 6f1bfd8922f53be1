import type { ResourcePermission } from '@backstage/plugin-permission-common';
import {
  ACTIVE_DEPLOYMENT_STATUSES,
  permissionOfSubmission,
  type Deployment,
  type DeploymentNode,
  type DeploymentStatus,
  type LogPage,
  type Page,
  type PageOptions,
  type PlanView,
  type WorkloadStatus,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import { deploymentNotFound } from '../deployments/deploymentNotFound';
import type {
  ApprovalDecision,
  Deployments,
  Idempotency,
  LifecycleOptions,
  LifecycleRequest,
  Submission,
} from '../deployments/Deployments';
import type { EnvironmentRecord, Environments } from '../environments/Environments';
import { environmentNotFound } from '../environments/notFound';
import type { Caller } from './Caller';
import type { EnvironmentAccess } from './EnvironmentAccess';
import { principalOf } from './principalOf';
import { routePermissions } from './routePermissions';
import type { ServiceGrants } from './ServiceGrants';
import { SUBMISSION_PERMISSIONS } from './submissionPermissions';

/** Options of {@link AuthorizedDeployments.create}. */
export interface CreateAuthorizedDeploymentsOptions {
  deployments: Deployments;
  environments: Environments;
  access: EnvironmentAccess;
  services: ServiceGrants;
}

/** What a list of deployments is cut down to. */
export interface DeploymentsOfApplication extends PageOptions {
  application: string;
  environment?: string;
  workload?: string;
}

/** What a list of deployments that have not ended is cut down to. */
export interface DeploymentsUnderWay extends PageOptions {
  status?: DeploymentStatus;
  /** `me`: only those that wait for an approval that the caller may give. */
  waitsFor?: 'me';
}

/** Decides about every call, by the environment of the deployment, before {@link Deployments} gets it. */
export class AuthorizedDeployments {
  readonly #deployments: Deployments;
  readonly #environments: Environments;
  readonly #access: EnvironmentAccess;
  readonly #services: ServiceGrants;

  private constructor(options: CreateAuthorizedDeploymentsOptions) {
    this.#deployments = options.deployments;
    this.#environments = options.environments;
    this.#access = options.access;
    this.#services = options.services;
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
    return this.#access.find(routePermissions.submitDeployment, application, environment, caller);
  }

  /**
   * @param actor - entity reference of the person for whom a service submits
   * @throws InputError when a service does not say for whom and has to, or a person says that it is for another.
   */
  async submit(
    submission: Submission,
    caller: Caller,
    options: { idempotency?: Idempotency; actor?: string } = {},
  ): Promise<Deployment> {
    // By its uid: another environment may have taken its name since it was looked for.
    const { environmentUid } = submission;
    const { application, name } = await this.#environments.findByUid(environmentUid);
    await this.#access.assertAllowed(routePermissions.submitDeployment, environmentUid, caller, {
      knownBy: routePermissions.getEnvironment,
      notFound: () => environmentNotFound(application, name),
    });
    const principal = principalOf(caller, this.#services, options.actor);
    return this.#deployments.submit(submission, principal, options.idempotency);
  }

  /** Submits what is asked of an environment as a whole; see {@link submit} about `actor`. */
  async submitLifecycle(
    place: { application: string; environment: string },
    request: LifecycleRequest & LifecycleOptions,
    caller: Caller,
    options: { idempotency?: Idempotency; actor?: string } = {},
  ): Promise<Deployment> {
    const { application, environment } = place;
    const needed = permissionOfSubmission(request);
    const { uid } = await this.#access.find(needed, application, environment, caller);
    const principal = principalOf(caller, this.#services, options.actor);
    return this.#deployments.submitLifecycle(uid, request, principal, options.idempotency);
  }

  /** As {@link submitLifecycle}; who promotes may also read where the workloads come from. */
  async promote(
    place: { application: string; environment: string },
    request: { from: string; workloads?: string[] } & LifecycleOptions,
    caller: Caller,
    options: { idempotency?: Idempotency; actor?: string } = {},
  ): Promise<Deployment> {
    const { from, ...rest } = request;
    const read = routePermissions.getEnvironment;
    const { uid: fromUid } = await this.#access.find(read, place.application, from, caller);
    return this.submitLifecycle(place, { kind: 'promote', fromUid, ...rest }, caller, options);
  }

  async list(filter: DeploymentsOfApplication, caller: Caller): Promise<Page<Deployment>> {
    const { application, environment, ...rest } = filter;
    const records = await this.#access.list(
      routePermissions.listDeployments,
      { application, environment },
      caller,
    );
    return this.#deployments.list({ ...rest, environmentUids: records.map(record => record.uid) });
  }

  /** What has not ended, over all environments that the caller may read, newest first. */
  async listUnderWay(filter: DeploymentsUnderWay, caller: Caller): Promise<Page<Deployment>> {
    const { status, waitsFor, ...page } = filter;
    const read = await this.#access.decide(routePermissions.listDeploymentsUnderWay, caller);
    const statuses = status === undefined ? ACTIVE_DEPLOYMENT_STATUSES : [status];
    if (waitsFor === undefined) {
      const environmentUids = read.visible && uidsOf(await this.#environments.records(read));
      return this.#deployments.list({ ...page, statuses, environmentUids });
    }
    const approves = await this.#access.sees(routePermissions.decideDeployment, caller);
    const records = await this.#environments.records({ visible: read.visible });
    return this.#deployments.list({
      ...page,
      ...{ statuses, waitsFor: caller.ref, environmentUids: uidsOf(records.filter(approves)) },
    });
  }

  async get(uid: string, caller: Caller): Promise<Deployment> {
    await this.#assertAllowed(uid, routePermissions.getDeployment, caller);
    return this.#deployments.get(uid);
  }

  async plan(uid: string, caller: Caller): Promise<PlanView> {
    await this.#assertAllowed(uid, routePermissions.getDeploymentPlan, caller);
    return this.#deployments.plan(uid);
  }

  async nodes(uid: string, caller: Caller): Promise<DeploymentNode[]> {
    await this.#assertAllowed(uid, routePermissions.listDeploymentNodes, caller);
    return this.#deployments.nodes(uid);
  }

  /** Decides once; the answer reads pages of the log for as long as one request lasts. */
  async logReader(
    uid: string,
    caller: Caller,
  ): Promise<(page: { after?: string; limit?: number }) => Promise<LogPage>> {
    await this.#assertAllowed(uid, routePermissions.readDeploymentLog, caller);
    return page => this.#deployments.log(uid, page);
  }

  async cancel(uid: string, caller: Caller): Promise<Deployment> {
    await this.#assertMaySubmit(uid, caller);
    return this.#deployments.cancel(uid, { ref: caller.ref });
  }

  /** See {@link submit} about `actor`. */
  async retry(
    uid: string,
    caller: Caller,
    options: { idempotency?: Idempotency; actor?: string } = {},
  ): Promise<Deployment> {
    await this.#assertMaySubmit(uid, caller);
    const principal = principalOf(caller, this.#services, options.actor);
    return this.#deployments.retry(uid, principal, options.idempotency);
  }

  async decide(uid: string, verdict: ApprovalDecision, caller: Caller): Promise<Deployment> {
    await this.#assertAllowed(uid, routePermissions.decideDeployment, caller);
    return this.#deployments.decide(uid, { ref: caller.ref }, verdict);
  }

  async workloadStatuses(
    filter: { application: string; environment?: string; workload?: string },
    caller: Caller,
  ): Promise<WorkloadStatus[]> {
    const { application, environment, workload } = filter;
    const records = await this.#access.list(
      routePermissions.listWorkloadStatuses,
      { application, environment },
      caller,
    );
    return this.#deployments.workloadStatuses(records, { workload });
  }

  async #assertAllowed(uid: string, permission: ResourcePermission, caller: Caller) {
    // A definite no comes first, so that it does not tell what there is.
    await this.#access.decide(permission, caller);
    const environmentUid = await this.#deployments.environmentUidOf(uid);
    await this.#access.assertAllowed(permission, environmentUid, caller, known(uid));
  }

  /** Stopping something, and trying it again, take what submitting it took. */
  async #assertMaySubmit(uid: string, caller: Caller) {
    await this.#access.assertAny(SUBMISSION_PERMISSIONS, caller);
    const environmentUid = await this.#deployments.environmentUidOf(uid);
    const needed = permissionOfSubmission(await this.#deployments.get(uid));
    await this.#access.assertAllowed(needed, environmentUid, caller, known(uid));
  }
}

function known(uid: string) {
  return { knownBy: routePermissions.getDeployment, notFound: () => deploymentNotFound(uid) };
}

function uidsOf(records: EnvironmentRecord[]): string[] {
  return records.map(record => record.uid);
}
