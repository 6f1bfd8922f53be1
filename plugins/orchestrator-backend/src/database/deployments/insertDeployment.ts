import type { OnBusy } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { DeploymentDelta, DeploymentKind, Pin } from '@tutti/planner';
import type { Knex } from 'knex';
import type { RollbackBinding } from '../../deployments/Deployments';
import { findNumberBound } from './findNumberBound';

/** Rows of one statement; SQLite limits the number of its parameters. */
const BATCH = 100;

/** What a new deployment is made of. */
export interface NewDeployment {
  uid: string;
  environmentUid: string;
  kind: DeploymentKind;
  delta: DeploymentDelta;
  rolloutNodes?: Pin[];
  rollback?: RollbackBinding;
  originEnvironmentUid?: string;
  warnings?: string[];
  planOnly: boolean;
  onBusy: OnBusy;
  baseSet?: string;
  destroyRows?: string[];
  requestedBy: string;
  submittedBy?: string;
  retryOf?: string;
  comment?: string;
  commit?: string;
  branch?: string;
  tag?: string;
  traceparent?: string;
}

/**
 * Writes a deployment under the next number of its environment, and returns the number. The caller holds the
 * environment's lock; the unique constraint on the number holds without it too.
 */
export async function insertDeployment(
  transaction: Knex.Transaction,
  deployment: NewDeployment,
): Promise<number> {
  const { uid, environmentUid, delta } = deployment;
  const number = (await findNumberBound(transaction, environmentUid)) + 1;
  const workloads = Object.keys(delta.upsert).sort();
  const removed = [...delta.remove].sort();
  await transaction('deployments').insert({
    uid,
    environment_uid: environmentUid,
    number,
    kind: deployment.kind,
    status: 'pending',
    plan_only: deployment.planOnly,
    workloads: JSON.stringify(workloads),
    removed: JSON.stringify(removed),
    delta: JSON.stringify(delta),
    rollout_nodes: deployment.rolloutNodes && JSON.stringify(deployment.rolloutNodes),
    rollback: deployment.rollback && JSON.stringify(deployment.rollback),
    origin_environment: deployment.originEnvironmentUid,
    warnings: deployment.warnings && JSON.stringify(deployment.warnings),
    base_set: deployment.baseSet,
    destroy_rows: deployment.destroyRows && JSON.stringify(deployment.destroyRows),
    requested_by: deployment.requestedBy,
    submitted_by: deployment.submittedBy,
    retry_of: deployment.retryOf,
    comment: deployment.comment,
    commit_id: deployment.commit,
    branch: deployment.branch,
    tag: deployment.tag,
    traceparent: deployment.traceparent,
  });
  const named = [...new Set([...workloads, ...removed])];
  await transaction.batchInsert(
    'deployment_workloads',
    named.map(workload => ({
      deployment_uid: uid,
      environment_uid: environmentUid,
      workload,
      number,
    })),
    BATCH,
  );
  return number;
}
