import {
  isFinal,
  type DeploymentStatus,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import {
  KUBERNETES_DELIVERY_TYPE,
  parseNodeId,
  type NodeId,
  type Plan,
  type PlanAction,
} from '@tutti/planner';
import type { Knex } from 'knex';
import { advanceDesiredSet } from '../database/deployments/advanceDesiredSet';
import {
  changeDeploymentStatus,
  type StatusDetails,
} from '../database/deployments/changeDeploymentStatus';
import { deleteDeploymentNodes } from '../database/deployments/deleteDeploymentNodes';
import { findCancelRequest } from '../database/deployments/findCancelRequest';
import { findNodeAppliedLater } from '../database/deployments/findNodeAppliedLater';
import { findPlan } from '../database/deployments/findPlan';
import { insertDeploymentNodes } from '../database/deployments/insertDeploymentNodes';
import { insertPlan } from '../database/deployments/insertPlan';
import { saveSet } from '../database/deployments/saveSet';
import { updatePlanFacts } from '../database/deployments/updatePlanFacts';
import { findForeignSource } from '../deployments/findForeignSource';
import { holdRolledBack } from '../deployments/holdRolledBack';
import { afterCommit } from '../telemetry/afterCommit';
import { deploymentEnded } from '../telemetry/deploymentEnded';
import type { DeploymentRun } from './DeploymentRun';
import { nodesToWorkOn } from './nodes/nodesToWorkOn';
import { announce } from './outbox/announce';
import { approvalNeeded, type ApprovalNeed } from './planning/approvalNeeded';
import { deltaInForce } from './planning/deltaInForce';
import { exceedsApproval } from './planning/exceedsApproval';
import { makePlan, type MadePlan } from './planning/makePlan';
import { planFailure } from './planning/planFailure';

/**
 * Plans the deployment at the head of a lane, stores the plan, and moves the deployment on: to its end when the plan has
 * errors or was all that was asked for, out of the lane when people have to agree first, or to `applying`, where in the
 * same transaction the set becomes what is wanted of the environment.
 *
 * @returns the plan when it is to be applied; undefined when the lane is done with the deployment for now.
 */
export async function planDeployment(run: DeploymentRun): Promise<MadePlan | undefined> {
  const { deployment } = run;
  const made = await makePlan(run);
  const failure =
    planFailure(made.plan, made.ledger) ??
    findForeignSource(made.base, deltaInForce(deployment, made.base));
  const need =
    failure === undefined && !deployment.planOnly ? await approvalOf(run, made) : undefined;
  return run.transact(async transaction => {
    const cancelledBy = await findCancelRequest(transaction, deployment.uid);
    await storePlan(run, transaction, made);
    if (cancelledBy !== undefined) {
      await leave(run, transaction, 'cancelled', { error: `Cancelled by ${cancelledBy}.` });
    } else if (failure !== undefined) {
      await leave(run, transaction, 'failed', { error: failure });
    } else if (deployment.planOnly) {
      await leave(run, transaction, 'planned');
    } else if (need) {
      await leave(run, transaction, 'awaiting-approval', {
        approvalsRequired: need.required,
        approvalReason: need.reason,
      });
    } else {
      await enterApplying(run, transaction, made);
      return made;
    }
    return undefined;
  });
}

/** Writes a plan and what it says about the deployment as a whole. */
export async function storePlan(
  run: DeploymentRun,
  transaction: Knex.Transaction,
  made: MadePlan,
): Promise<void> {
  const { plan, hash, baseSet, valueVersion } = made;
  const deploymentUid = run.deployment.uid;
  await insertPlan(transaction, { deploymentUid, hash, baseSet, plan, fence: run.lane.fence });
  await updatePlanFacts(transaction, deploymentUid, {
    planHash: hash,
    setHash: plan.setHash,
    scope: scopeOf(plan),
    valueVersion,
    summary: summaryOf(plan),
  });
  run.log.add({ level: 'info', phase: 'match', message: `Planned: ${summaryText(plan)}.` });
}

async function approvalOf(run: DeploymentRun, made: MadePlan): Promise<ApprovalNeed | undefined> {
  const need = approvalNeeded(made.plan, made.environmentType);
  const { uid, number, approvedPlanHash, environmentUid } = run.deployment;
  if (!need || approvedPlanHash === undefined) {
    return need;
  }
  const { database } = run.services;
  const approved = await findPlan(database, uid, approvedPlanHash);
  const beyond = approved ? exceedsApproval(approved, made.plan) : 'The approved plan is gone.';
  if (beyond !== undefined) {
    return { ...need, reason: `${beyond} ${need.reason}` };
  }
  const later = await findNodeAppliedLater(database, {
    environmentUid,
    number,
    // A delivery brings what others have made, and is worked on by every deployment.
    nodes: scopeOf(made.plan).filter(node => parseNodeId(node).type !== KUBERNETES_DELIVERY_TYPE),
    since: { deploymentUid: uid, planHash: approvedPlanHash },
  });
  return (
    later && {
      ...need,
      reason: `Deployment ${later.number} has worked on ${later.node} since the approval. ${need.reason}`,
    }
  );
}

async function leave(
  run: DeploymentRun,
  transaction: Knex.Transaction,
  to: DeploymentStatus,
  details: StatusDetails = {},
): Promise<void> {
  const { deployment, environment, log } = run;
  await changeDeploymentStatus(transaction, deployment.uid, 'planning', to, details);
  const message = details.error ?? details.approvalReason ?? `The deployment is ${to}.`;
  log.add({ level: details.error ? 'error' : 'info', phase: 'match', message });
  await log.write(transaction);
  await announce(transaction, environment, { environmentChanged: true });
  if (isFinal(to)) {
    afterCommit(transaction, () => deploymentEnded(run.services.telemetry, deployment, to));
  }
}

async function enterApplying(
  run: DeploymentRun,
  transaction: Knex.Transaction,
  { plan, baseSet, base }: MadePlan,
): Promise<void> {
  const { deployment, environment, log } = run;
  await changeDeploymentStatus(transaction, deployment.uid, 'planning', 'applying');
  if (plan.setHash !== baseSet) {
    await saveSet(transaction, plan.setHash, plan.set);
    await advanceDesiredSet(transaction, environment.uid, plan.setHash);
  }
  if (deployment.planHash !== undefined) {
    await deleteDeploymentNodes(transaction, deployment.uid); // it has been planned before
  }
  if (deployment.rollback) {
    const { upsert, remove } = deltaInForce(deployment, base);
    await holdRolledBack(transaction, deployment, [...Object.keys(upsert), ...remove]);
  }
  await insertDeploymentNodes(transaction, deployment.uid, nodesToWorkOn(plan));
  await log.write(transaction);
  await announce(transaction, environment, { environmentChanged: true });
}

function scopeOf(plan: Plan): NodeId[] {
  return [...new Set(plan.nodes.filter(node => node.inScope).map(node => node.node))].sort();
}

function summaryOf(plan: Plan): Partial<Record<PlanAction, number>> {
  const summary: Partial<Record<PlanAction, number>> = {};
  for (const { action, inScope } of plan.nodes) {
    if (inScope) {
      summary[action] = (summary[action] ?? 0) + 1;
    }
  }
  return summary;
}

function summaryText(plan: Plan): string {
  const parts = Object.entries(summaryOf(plan))
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([action, count]) => `${count} ${action}`);
  return parts.join(', ') || 'nothing to do';
}
