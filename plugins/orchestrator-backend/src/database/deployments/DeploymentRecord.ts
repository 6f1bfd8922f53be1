import type { DeploymentStatus } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { DeploymentDelta, DeploymentKind, NodeId, Pin, PlanAction } from '@tutti/planner';
import type { Knex } from 'knex';
import type { RollbackBinding } from '../../deployments/Deployments';
import { optional, optionalIsoTime } from '../columns';
import { isoTime } from '../databaseTime';

/** A row of `deployments` with the names of its environment and application. */
export interface DeploymentRecord {
  uid: string;
  environmentUid: string;
  environment: string;
  application: string;
  number: number;
  kind: DeploymentKind;
  status: DeploymentStatus;
  planOnly: boolean;
  workloads: string[];
  removed: string[];
  delta: DeploymentDelta;
  /** Of kind `rollout`: what it brings to a version. */
  rolloutNodes?: Pin[];
  /** Of kind `rollback`: what it goes back to. */
  rollback?: RollbackBinding;
  /** Of kind `promote` and `clone`: uid of the environment that it takes workloads from. */
  originEnvironmentUid?: string;
  /** Name of that environment, which may be deleted by now. */
  originEnvironment?: string;
  /** Sentences: what passed though nobody could be sure of it. */
  warnings?: string[];
  /** Version of the shared values that it was planned with. */
  valueVersion?: string;
  baseSet?: string;
  setHash?: string;
  scope?: NodeId[];
  /** The ledger rows that a person decided to destroy; of kind `destroy`. */
  destroyRows?: string[];
  requestedBy: string;
  /** The service that submitted it for {@link requestedBy}; absent: they did it themselves. */
  submittedBy?: string;
  /** Uid of the deployment that it tries again. */
  retryOf?: string;
  /** Uid of the deployment that took its place. */
  supersededBy?: string;
  comment?: string;
  commit?: string;
  branch?: string;
  tag?: string;
  /** The trace of the submitting request, as W3C Trace Context has it. */
  traceparent?: string;
  planHash?: string;
  approvedPlanHash?: string;
  approvalsRequired?: number;
  approvalReason?: string;
  summary?: Partial<Record<PlanAction, number>>;
  error?: string;
  cancelRequestedBy?: string;
  resumes: number;
  createdAt: string;
  startedAt?: string;
  finishedAt?: string;
}

/** What lists show of a deployment: all but what it brings, which is the biggest part of it. */
export type ListedDeployment = Omit<DeploymentRecord, 'delta'>;

/** Columns of other tables that a row has. */
type JoinedColumn = 'environment_name' | 'origin_name' | 'application_name';

/** Every column but `delta`; the type says when one is missing. */
const LISTED_COLUMNS: Record<Exclude<keyof DeploymentRow, JoinedColumn | 'delta'>, true> = {
  ...{ uid: true, environment_uid: true, number: true, kind: true },
  ...{ status: true, plan_only: true, workloads: true, removed: true },
  ...{ rollout_nodes: true, rollback: true, origin_environment: true, warnings: true },
  ...{ value_version: true, base_set: true, set_hash: true, scope: true },
  ...{ destroy_rows: true, requested_by: true, submitted_by: true, retry_of: true },
  ...{ superseded_by: true, comment: true, commit_id: true, branch: true },
  ...{ tag: true, traceparent: true, plan_hash: true, approved_plan_hash: true },
  ...{ approvals_required: true, approval_reason: true, summary: true, error: true },
  ...{ cancel_requested_by: true, resumes: true, created_at: true, started_at: true },
  ...{ finished_at: true },
};

/** The columns that {@link toDeploymentRecord} reads, from `deployments` joined with its environment. */
export function selectDeployments(knex: Knex): Knex.QueryBuilder {
  return selectListedDeployments(knex).select('deployments.delta');
}

/** The columns that {@link toListedDeployment} reads, from `deployments` joined with its environment. */
export function selectListedDeployments(knex: Knex): Knex.QueryBuilder {
  return knex('deployments')
    .join('environments', 'environments.uid', 'deployments.environment_uid')
    .join('applications', 'applications.uid', 'environments.application_uid')
    .leftJoin('environments as origins', 'origins.uid', 'deployments.origin_environment')
    .select(Object.keys(LISTED_COLUMNS).map(column => `deployments.${column}`))
    .select({
      environment_name: 'environments.name',
      origin_name: 'origins.name',
      application_name: 'applications.name',
    });
}

/** A row as the database has it; see the comments of the columns in the migration. */
export interface DeploymentRow {
  uid: string;
  environment_uid: string;
  environment_name: string;
  application_name: string;
  number: number;
  kind: DeploymentKind;
  status: DeploymentStatus;
  plan_only: boolean | number;
  workloads: string;
  removed: string;
  delta: string;
  rollout_nodes: string | null;
  rollback: string | null;
  origin_environment: string | null;
  origin_name: string | null;
  warnings: string | null;
  value_version: string | null;
  base_set: string | null;
  set_hash: string | null;
  scope: string | null;
  destroy_rows: string | null;
  requested_by: string;
  submitted_by: string | null;
  retry_of: string | null;
  superseded_by: string | null;
  comment: string | null;
  commit_id: string | null;
  branch: string | null;
  tag: string | null;
  traceparent: string | null;
  plan_hash: string | null;
  approved_plan_hash: string | null;
  approvals_required: number | null;
  approval_reason: string | null;
  summary: string | null;
  error: string | null;
  cancel_requested_by: string | null;
  resumes: number;
  created_at: Date | string;
  started_at: Date | string | null;
  finished_at: Date | string | null;
}

/** Turns a row of {@link selectDeployments} into a record. */
export function toDeploymentRecord(row: DeploymentRow): DeploymentRecord {
  return { ...toListedDeployment(row), delta: JSON.parse(row.delta) };
}

/** Turns a row of {@link selectListedDeployments} into what lists show of it. */
export function toListedDeployment(row: Omit<DeploymentRow, 'delta'>): ListedDeployment {
  return {
    uid: row.uid,
    environmentUid: row.environment_uid,
    environment: row.environment_name,
    application: row.application_name,
    number: row.number,
    kind: row.kind,
    status: row.status,
    planOnly: Boolean(row.plan_only),
    workloads: JSON.parse(row.workloads),
    removed: JSON.parse(row.removed),
    rolloutNodes: row.rollout_nodes ? JSON.parse(row.rollout_nodes) : undefined,
    rollback: row.rollback ? JSON.parse(row.rollback) : undefined,
    originEnvironmentUid: optional(row.origin_environment),
    originEnvironment: optional(row.origin_name),
    warnings: row.warnings ? JSON.parse(row.warnings) : undefined,
    valueVersion: optional(row.value_version),
    baseSet: optional(row.base_set),
    setHash: optional(row.set_hash),
    scope: row.scope ? JSON.parse(row.scope) : undefined,
    destroyRows: row.destroy_rows ? JSON.parse(row.destroy_rows) : undefined,
    requestedBy: row.requested_by,
    submittedBy: optional(row.submitted_by),
    retryOf: optional(row.retry_of),
    supersededBy: optional(row.superseded_by),
    comment: optional(row.comment),
    commit: optional(row.commit_id),
    branch: optional(row.branch),
    tag: optional(row.tag),
    traceparent: optional(row.traceparent),
    planHash: optional(row.plan_hash),
    approvedPlanHash: optional(row.approved_plan_hash),
    approvalsRequired: optional(row.approvals_required),
    approvalReason: optional(row.approval_reason),
    summary: row.summary ? JSON.parse(row.summary) : undefined,
    error: optional(row.error),
    cancelRequestedBy: optional(row.cancel_requested_by),
    resumes: row.resumes,
    createdAt: isoTime(row.created_at),
    startedAt: optionalIsoTime(row.started_at),
    finishedAt: optionalIsoTime(row.finished_at),
  };
}
