import type {
  Deployment,
  DeploymentNode,
  DeploymentStatus,
  LogPage,
  OnBusy,
  Page,
  PlanView,
  WorkloadStatus,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { DeploymentDelta, DeploymentKind, Pin } from '@tutti/planner';
import type { EnvironmentCandidate, EnvironmentRecord } from '../environments/Environments';

/** What a rollback goes back to, kept with it because what it was found from may be too old to be kept. */
export interface RollbackBinding {
  /** The deployment that it goes back to. */
  uid: string;
  number: number;
  /** The definition versions of then, of what belongs to nobody but the workloads that it takes. */
  nodes: Pin[];
  /** Version of the shared values of then; absent: those of now. */
  valueVersion?: string;
  /** What is there now and was not there then goes. */
  wholeEnvironment: boolean;
}

/** What somebody wants to bring into an environment. */
export interface Submission {
  environmentUid: string;
  kind: DeploymentKind;
  delta: DeploymentDelta;
  /** Nodes that a rollout brings to a version of the definition that made them; of kind `rollout` only. */
  rolloutNodes?: Pin[];
  /** Uids of active resources that were left behind and shall be destroyed; of kind `destroy` only. */
  destroyRows?: string[];
  /** What it goes back to; of kind `rollback` only. */
  rollback?: RollbackBinding;
  /** Uid of the environment that it takes workloads from; of kind `promote` and `clone` only. */
  originEnvironmentUid?: string;
  /** Sentences: what passed though nobody could be sure of it. */
  warnings?: string[];
  /** Ends as `planned` and changes nothing. */
  planOnly: boolean;
  /** What happens when an earlier deployment of the environment has not ended. */
  onBusy: OnBusy;
  comment?: string;
  commit?: string;
  /** For choosing class and profile only (`context.deployment`). */
  branch?: string;
  tag?: string;
}

/**
 * What somebody asks of an environment beside bringing Score files into it. What it means for the environment is found
 * out under the environment's lock.
 */
export type LifecycleRequest =
  | { kind: 'destroy' }
  | {
      kind: 'rollback';
      /** Uid of the deployment of this environment to go back to. */
      deployment: string;
      /** Default: those that the deployment names. */
      workloads?: string[];
      /** All of the environment as it was after that deployment. Default false. */
      wholeEnvironment?: boolean;
    }
  | {
      kind: 'promote';
      /** Uid of the environment that the workloads come from; of the same application. */
      fromUid: string;
      /** Default: all that are wanted there. */
      workloads?: string[];
    }
  | {
      kind: 'refresh';
      /** Default: the whole environment. */
      workloads?: string[];
    };

/** What goes with a {@link LifecycleRequest}; see {@link Submission}. */
export type LifecycleOptions = Pick<Submission, 'planOnly' | 'onBusy' | 'comment'>;

/** What may be said about a clone. */
export interface CloneChoices {
  /** Which workloads it takes along. Default: all that are wanted there. */
  workloads?: string[];
  comment?: string;
}

/** Who submits, decides or cancels. */
export interface SubmissionPrincipal {
  /** The reference of a user entity, or the subject of a service. */
  ref: string;
  /** For whom a service submits: the reference of a user entity, who counts as the requester. */
  onBehalfOf?: string;
  /** Whether it is a service, such as a pipeline, that nobody sits in front of. Default false. */
  automated?: boolean;
}

/** Makes a submission safe to repeat: unique together with the principal, kept for 24 hours. */
export interface Idempotency {
  key: string;
  /** Method and path of the request. */
  route: string;
  /** Digest of the body; another body under the same key is a conflict. */
  bodyHash: string;
}

/** Which deployments to list; all fields that are given must hold. */
export interface DeploymentFilter {
  applicationUid?: string;
  /** An empty list finds nothing. */
  environmentUids?: string[];
  /** Only deployments that name this workload. */
  workload?: string;
  /** Only those in one of these statuses. */
  statuses?: readonly DeploymentStatus[];
  /** Only those that wait for an approval that this person may give: not their own, and not decided by them yet. */
  waitsFor?: string;
  /** `nextCursor` of the page before. */
  cursor?: string;
  /** 1 to 200, default 50. */
  limit?: number;
}

/** A person's verdict about one plan. */
export interface ApprovalDecision {
  /** The plan that was looked at; a verdict about any other plan than the stored one is refused. */
  planHash: string;
  verdict: 'approved' | 'rejected';
  reason?: string;
}

/** Submits deployments and tells how they fare. Not authorised: the API's decorators decide who may. */
export interface Deployments {
  /**
   * Writes the deployment with its number, its doorbell and its events in one transaction.
   *
   * @throws ConflictError for another body under the same idempotency key, for a busy environment with
   * `refuse`, and for a workload that is bound to another source.
   * @throws NotFoundError when there is no such environment.
   */
  submit(
    submission: Submission,
    principal: SubmissionPrincipal,
    idempotency?: Idempotency,
  ): Promise<Deployment>;
  /**
   * Submits what deletes, brings back, promotes or refreshes what is in an environment.
   *
   * @throws ConflictError and NotFoundError as {@link submit}; ConflictError and InputError where it cannot be.
   */
  submitLifecycle(
    environmentUid: string,
    request: LifecycleRequest & LifecycleOptions,
    principal: SubmissionPrincipal,
    idempotency?: Idempotency,
  ): Promise<Deployment>;
  /**
   * Makes an environment and submits to it what is wanted in another one.
   *
   * @throws ConflictError for a name that is taken and for another body under the same idempotency key, InputError when there is nothing to take along.
   */
  clone(
    source: EnvironmentRecord,
    candidate: EnvironmentCandidate,
    options: CloneChoices,
    principal: SubmissionPrincipal,
    idempotency?: Idempotency,
  ): Promise<Deployment>;
  /** @throws NotFoundError when there is no such deployment. */
  get(uid: string): Promise<Deployment>;
  /** Newest first. */
  list(filter: DeploymentFilter): Promise<Page<Deployment>>;
  /** @throws NotFoundError when there is no such deployment, or no plan of it yet. */
  plan(uid: string): Promise<PlanView>;
  /** In the order of work; empty until the deployment has a plan. */
  nodes(uid: string): Promise<DeploymentNode[]>;
  /** Lines after a cursor (default: from the first), at most `limit` (1 to 1000, default 200). */
  log(uid: string, options: { after?: string; limit?: number }): Promise<LogPage>;
  /**
   * Ends what has not started at once, and asks what runs to stop.
   *
   * @throws ConflictError when the deployment has ended.
   */
  cancel(uid: string, principal: SubmissionPrincipal): Promise<Deployment>;
  /**
   * Submits again what a deployment was to bring, as a new deployment that refers to it.
   *
   * @throws ConflictError when it has not ended, has succeeded, or something newer has taken its place.
   */
  retry(
    uid: string,
    principal: SubmissionPrincipal,
    idempotency?: Idempotency,
  ): Promise<Deployment>;
  /**
   * Records a verdict. The last approval that is needed sends the deployment back into its lane; a rejection ends it.
   *
   * @throws NotAllowedError for the requester, and for a service that submitted it for them.
   * @throws ConflictError when it does not wait for approval, or waits with another plan.
   */
  decide(
    uid: string,
    principal: SubmissionPrincipal,
    decision: ApprovalDecision,
  ): Promise<Deployment>;
  /** For authorisation. @throws NotFoundError when there is no such deployment. */
  environmentUidOf(uid: string): Promise<string>;
  /** What runs of each workload in these environments, sorted by environment and workload. */
  workloadStatuses(
    environments: EnvironmentRecord[],
    filter: { workload?: string },
  ): Promise<WorkloadStatus[]>;
}
