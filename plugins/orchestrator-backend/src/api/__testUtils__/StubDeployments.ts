import { ConflictError, NotFoundError } from '@backstage/errors';
import type {
  Deployment,
  LogPage,
  Page,
  PlanView,
  WorkloadStatus,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import { deploymentNotFound } from '../../deployments/deploymentNotFound';
import type {
  ApprovalDecision,
  CloneChoices,
  DeploymentFilter,
  Deployments,
  Idempotency,
  LifecycleOptions,
  LifecycleRequest,
  Submission,
  SubmissionPrincipal,
} from '../../deployments/Deployments';
import type {
  EnvironmentCandidate,
  EnvironmentRecord,
  Environments,
} from '../../environments/Environments';

/** Deployments that stay `pending`, in memory: enough to see what the API hands in and lets through. */
export class StubDeployments implements Deployments {
  readonly submissions: { submission: Submission; principal: SubmissionPrincipal }[] = [];
  readonly log = jest.fn<Promise<LogPage>, [string, { after?: string; limit?: number }]>();
  readonly #deployments: Deployment[] = [];
  readonly #environmentUids = new Map<string, string>();
  readonly #answers = new Map<string, { bodyHash: string; deployment: Deployment }>();
  readonly #environments: Environments;

  constructor(environments: Environments) {
    this.#environments = environments;
  }

  async submit(
    submission: Submission,
    principal: SubmissionPrincipal,
    idempotency?: Idempotency,
  ): Promise<Deployment> {
    const key = idempotency && `${principal.ref} ${idempotency.route} ${idempotency.key}`;
    const before = key === undefined ? undefined : this.#answers.get(key);
    if (before) {
      if (before.bodyHash !== idempotency?.bodyHash) {
        throw new ConflictError('The idempotency key was used with another body.');
      }
      return before.deployment;
    }
    this.submissions.push({ submission, principal });
    const { application, name } = await this.#environments.findByUid(submission.environmentUid);
    const number = this.#deployments.length + 1;
    const deployment: Deployment = {
      uid: `deployment-${number}`,
      application,
      environment: name,
      number,
      kind: submission.kind,
      status: 'pending',
      planOnly: submission.planOnly,
      workloads: Object.keys(submission.delta.upsert),
      removed: submission.delta.remove,
      destroys: submission.destroyRows,
      requestedBy: principal.onBehalfOf ?? principal.ref,
      createdAt: '2026-01-01T00:00:00.000Z',
    };
    this.#deployments.push(deployment);
    this.#environmentUids.set(deployment.uid, submission.environmentUid);
    if (key !== undefined && idempotency) {
      this.#answers.set(key, { bodyHash: idempotency.bodyHash, deployment });
    }
    return deployment;
  }

  async submitLifecycle(
    environmentUid: string,
    { kind, ...options }: LifecycleRequest & LifecycleOptions,
    principal: SubmissionPrincipal,
    idempotency?: Idempotency,
  ): Promise<Deployment> {
    const { planOnly, onBusy, comment } = options;
    const delta = { upsert: {}, remove: [] };
    const submission = { environmentUid, kind, delta, planOnly, onBusy, comment };
    return this.submit(submission, principal, idempotency);
  }

  async clone(
    _source: EnvironmentRecord,
    candidate: EnvironmentCandidate,
    _choices: CloneChoices,
    principal: SubmissionPrincipal,
    idempotency?: Idempotency,
  ): Promise<Deployment> {
    const { uid } = await this.#environments.createEnvironment(candidate);
    const delta = { upsert: {}, remove: [] };
    const how = { planOnly: false, onBusy: 'queue' } as const;
    return this.submit(
      { environmentUid: uid, kind: 'clone', delta, ...how },
      principal,
      idempotency,
    );
  }

  async get(uid: string): Promise<Deployment> {
    const found = this.#deployments.find(deployment => deployment.uid === uid);
    if (!found) {
      throw deploymentNotFound(uid);
    }
    return found;
  }

  async list(filter: DeploymentFilter): Promise<Page<Deployment>> {
    const { environmentUids, waitsFor } = filter;
    const items = this.#deployments.filter(
      ({ uid, requestedBy }) =>
        (!environmentUids || environmentUids.includes(this.#environmentUids.get(uid)!)) &&
        requestedBy !== waitsFor,
    );
    return { items };
  }

  async plan(uid: string): Promise<PlanView> {
    throw new NotFoundError(`The deployment "${uid}" has no plan yet.`);
  }

  async nodes(): Promise<[]> {
    return [];
  }

  async cancel(uid: string, _principal: SubmissionPrincipal): Promise<Deployment> {
    return { ...(await this.get(uid)), status: 'cancelled' };
  }

  async retry(uid: string, principal: SubmissionPrincipal): Promise<Deployment> {
    const { number } = await this.get(uid);
    const [{ submission }] = this.submissions.slice(number - 1);
    return { ...(await this.submit(submission, principal)), retryOf: { uid, number } };
  }

  async decide(
    uid: string,
    _principal: SubmissionPrincipal,
    _decision: ApprovalDecision,
  ): Promise<Deployment> {
    return this.get(uid);
  }

  async environmentUidOf(uid: string): Promise<string> {
    await this.get(uid);
    return this.#environmentUids.get(uid)!;
  }

  async workloadStatuses(environments: EnvironmentRecord[]): Promise<WorkloadStatus[]> {
    return environments.map(environment => ({
      application: environment.application,
      environment: environment.name,
      environmentType: environment.type,
      workload: 'web',
      images: { web: 'web:1' },
      readiness: 'not-checked',
      resources: [],
    }));
  }
}
