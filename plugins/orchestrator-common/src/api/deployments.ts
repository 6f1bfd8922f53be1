import type { DeploymentKind, NodeId, PlanAction, Readiness } from '@tutti/planner';
import type { JsonObject, Problem } from '@tutti/score';
import type { CreateEnvironmentRequest } from './environments';

/** Statuses of a deployment that is still going on. */
export const ACTIVE_DEPLOYMENT_STATUSES = [
  'pending',
  'planning',
  'awaiting-approval',
  'applying',
  'verifying',
] as const;
/** Statuses in which a deployment ends. */
export const FINAL_DEPLOYMENT_STATUSES = [
  'planned',
  'succeeded',
  'failed',
  'needs-attention',
  'rejected',
  'cancelled',
  'superseded',
] as const;
/** The status of a deployment (`model.md`, Statuses). */
export type DeploymentStatus =
  (typeof ACTIVE_DEPLOYMENT_STATUSES)[number] | (typeof FINAL_DEPLOYMENT_STATUSES)[number];
/** The status of a node in a deployment. */
export type NodeStatus =
  'pending' | 'running' | 'succeeded' | 'failed' | 'skipped' | 'needs-attention';

/** Whether nothing will happen to the deployment any more. */
export function isFinal(status: DeploymentStatus): boolean {
  return (FINAL_DEPLOYMENT_STATUSES as readonly string[]).includes(status);
}

/** What happens when the environment is busy. */
export type OnBusy = 'queue' | 'refuse' | 'supersede';

/** One Score file of a submission. Exactly one of `content` and `component` is given. */
export interface SubmittedScoreFile {
  /** The text of the Score file. */
  content?: string;
  /** Entity reference of a catalog Component whose annotations say where its Score file is. */
  component?: string;
  /** For messages; default `score.yaml`. */
  name?: string;
  /** Image per container name; `*` stands for every container whose image is `.`. */
  images?: Record<string, string>;
  /** Merged over the file before it is validated. */
  overrides?: JsonObject;
  /** Where the file came from; a workload is bound to its source. */
  source?: { repository: string; path: string };
}

/** Body of `POST /applications/{application}/environments/{environment}/deployments`. */
export interface SubmitDeploymentRequest {
  scoreFiles?: SubmittedScoreFile[];
  /** Names of workloads to take out of the environment. */
  remove?: string[];
  /** Ends as `planned`, changes nothing. Default false. */
  planOnly?: boolean;
  comment?: string;
  commit?: string;
  branch?: string;
  tag?: string;
  /** Default `queue`. */
  onBusy?: OnBusy;
  /**
   * From a service: the entity reference of the person for whom it submits. They count as the requester, and so may not
   * approve it.
   */
  actor?: string;
}

/** One numbered attempt to bring a delta into an environment. */
export interface Deployment {
  uid: string;
  application: string;
  environment: string;
  /** Counts up within the environment. */
  number: number;
  kind: DeploymentKind;
  status: DeploymentStatus;
  planOnly: boolean;
  /** Names of workloads that the submission deploys or removes, sorted. */
  workloads: string[];
  removed: string[];
  /** Uids of the active resources that it destroys because a person has decided so. */
  destroys?: string[];
  /** Who asked for it, and so may not approve it: a person, also where a service handed it in for them. */
  requestedBy: string;
  /** The service that handed it in for {@link requestedBy}. */
  submittedBy?: string;
  /** The deployment that a rollback goes back to; it may be too old to be kept. */
  rollbackTo?: DeploymentReference;
  /** Name of the environment that a promotion or a clone takes workloads from. */
  from?: string;
  /** The deployment that it tries again. */
  retryOf?: DeploymentReference;
  /** The deployment that took its place. */
  supersededBy?: DeploymentReference;
  /** Who asked it to stop; it has not ended until its drivers have. */
  cancelRequestedBy?: string;
  comment?: string;
  commit?: string;
  /** ISO 8601. */
  createdAt: string;
  startedAt?: string;
  finishedAt?: string;
  planHash?: string;
  /** The one sentence that says why it did not succeed. */
  error?: string;
  /** Sentences: what passed though nobody could be sure of it. */
  warnings?: string[];
  /** How many approvals the plan needs and who has given one; absent when none are needed. */
  approvals?: { required: number; given: Approval[]; reason: string };
  /** Count of nodes by action of the plan. */
  summary?: Partial<Record<PlanAction, number>>;
}

/** What every request for a deployment may say beside what it is to bring. */
export interface DeploymentOptions {
  /** Ends as `planned`, changes nothing. Default false. */
  planOnly?: boolean;
  comment?: string;
  /** Default `queue`. */
  onBusy?: OnBusy;
  /** See {@link SubmitDeploymentRequest.actor}. */
  actor?: string;
}

/** Body of `POST /applications/{application}/environments/{environment}/deletion`. */
export type DeleteEnvironmentRequest = Omit<DeploymentOptions, 'onBusy'>;

/** Body of `POST /applications/{application}/environments/{environment}/rollbacks`. */
export interface RollBackRequest extends DeploymentOptions {
  /** Uid of the deployment of this environment to go back to; it has succeeded. */
  deployment: string;
  /** Which workloads to take back. Default: those that the deployment names. */
  workloads?: string[];
  /** The whole environment as it was after that deployment. Default false. */
  wholeEnvironment?: boolean;
}

/** Body of `POST /applications/{application}/environments/{environment}/promotions`. */
export interface PromoteWorkloadsRequest extends DeploymentOptions {
  /** Name of the environment that they come from; its type comes before that of the one they go to. */
  from: string;
  /** Default: all that are wanted there. */
  workloads?: string[];
}

/** Body of `POST /applications/{application}/environments/{environment}/refreshes`. */
export interface RefreshRequest extends DeploymentOptions {
  /** Default: the whole environment. */
  workloads?: string[];
}

/** Body of `POST /applications/{application}/environments/{environment}/clones`. */
export interface CloneEnvironmentRequest extends Omit<CreateEnvironmentRequest, 'type'> {
  /** Default: that of the environment it is made from. */
  type?: string;
  /** Which workloads it takes along. Default: all that are wanted there. */
  workloads?: string[];
  comment?: string;
  /** See {@link SubmitDeploymentRequest.actor}. */
  actor?: string;
}

/** Body of `POST /deployments/{uid}/retry`. */
export interface RetryDeploymentRequest {
  /** See {@link SubmitDeploymentRequest.actor}. */
  actor?: string;
}

/** Another deployment of the same environment. */
export interface DeploymentReference {
  uid: string;
  number: number;
}

/** A verdict of one person about one plan. */
export interface Approval {
  by: string;
  verdict: 'approved' | 'rejected';
  reason?: string;
  at: string;
}

/** How far one node of a deployment is. */
export interface DeploymentNode {
  node: NodeId;
  status: NodeStatus;
  action: PlanAction;
  startedAt?: string;
  finishedAt?: string;
  /** Sentence; never holds a secret. */
  error?: string;
  errorClass?: string;
  /** How often the driver has been called for it. */
  attempts: number;
}

/** The phase of the pattern that a line of the log belongs to. */
export type DeploymentPhase = 'read' | 'match' | 'create' | 'deploy';

/** One line of a deployment's log. */
export interface LogLine {
  /** Opaque, grows; pass the last one as `after` to read on. */
  cursor: string;
  at: string;
  level: 'info' | 'warn' | 'error';
  phase?: DeploymentPhase;
  node?: NodeId;
  message: string;
}

/** Answer of `GET /deployments/{uid}/log`. */
export interface LogPage {
  items: LogLine[];
  /** Where to read on; the same as asked for when there was nothing new. */
  after: string;
  /** The deployment has ended and everything has been read. */
  complete: boolean;
}

/** What runs of one workload in one environment. */
export interface WorkloadStatus {
  application: string;
  environment: string;
  environmentType: string;
  workload: string;
  /** Image per container, as last deployed. */
  images: Record<string, string>;
  readiness: Readiness;
  /** The last deployment that named the workload. */
  lastDeployment?: Deployment;
  /** The last one of these that succeeded. */
  lastSucceeded?: Deployment;
  /** Active resources of the types that its Score file asks for, sorted by node. */
  resources: { node: NodeId; type: string; id: string; status: 'ok' | 'failed' | 'pending' }[];
}

/** Answer of `POST /score/validate`. */
export interface ScoreValidation {
  valid: boolean;
  /** Names of the workloads found. */
  workloads: string[];
  /** What was upgraded from older forms. */
  changes: string[];
  problems: Problem[];
}
