import type { DeploymentStatus } from '@tutti/backstage-plugin-platform-orchestrator-common';
import { changeDeploymentStatus } from '../database/deployments/changeDeploymentStatus';
import { countResume } from '../database/deployments/countResume';
import { findCancelRequest } from '../database/deployments/findCancelRequest';
import { findDeployment } from '../database/deployments/findDeployment';
import { findPlan } from '../database/deployments/findPlan';
import { skipPendingNodes } from '../database/deployments/skipPendingNodes';
import { findUidOfHead } from '../database/execution/findHeadOfLane';
import { measurePhase } from '../telemetry/measurePhase';
import { sinceTime } from '../telemetry/sinceTime';
import { CancelRequestedError } from './CancelRequestedError';
import type { DeploymentRun } from './DeploymentRun';
import { applyPlan, type AppliedPlan } from './nodes/applyPlan';
import { endDeployment } from './endDeployment';
import { announce } from './outbox/announce';
import { makePlan } from './planning/makePlan';
import { planDeployment, storePlan } from './planDeployment';
import { approvalNeeded } from './planning/approvalNeeded';
import { planFailure } from './planning/planFailure';

/** A deployment that ended its worker this often is given up: something in it brings workers down. */
const MOST_RESUMES = 20;

/**
 * Brings one deployment as far as it gets while its lane is in hand: to its end, or out of the lane to wait for people.
 * Every step reads where the one before left off, so a worker that takes over goes on from there.
 *
 * ```
 * pending ─► planning ─► applying ─► verifying ─► succeeded
 *               │            │
 *               │            └─► awaiting-approval (more than was approved)
 *               └─► planned, failed, awaiting-approval
 * ```
 *
 * @throws FenceLostError, or the reason of the run's abort.
 */
export async function runDeployment(run: DeploymentRun): Promise<void> {
  const { deployment } = run;
  const { telemetry } = run.services;
  if (deployment.status === 'pending') {
    if (!(await beginPlanning(run))) {
      return;
    }
  } else if (!(await resume(run))) {
    return;
  }
  try {
    if (deployment.status === 'pending' || deployment.status === 'planning') {
      const made = await measurePhase(telemetry, 'plan', () => planDeployment(run));
      if (made) {
        const apply = () => applyPlan(run, made.plan, made.registry, made);
        await finish(run, await measurePhase(telemetry, 'apply', apply));
      }
    } else {
      await finish(run, await measurePhase(telemetry, 'apply', () => applyStoredPlan(run)));
    }
  } catch (error) {
    await settle(run, error);
  }
}

/** What becomes of a deployment after an error: it asks again, ends, or is for the caller to try again. */
async function settle(run: DeploymentRun, error: unknown): Promise<void> {
  if ((error as Error).name !== 'ApprovalExceededError') {
    await endWhenAborted(run, error);
    return;
  }
  try {
    await askAgain(run, (error as Error).message);
  } catch (later) {
    await endWhenAborted(run, later); // it was cancelled meanwhile, for instance
  }
}

/**
 * Begins with a deployment; false when it is another one's turn by now: somebody has approved a lower number, or ended
 * this one, since it was chosen.
 */
async function beginPlanning(run: DeploymentRun): Promise<boolean> {
  const { deployment, environment, log } = run;
  const isItsTurn = await run.transact(async transaction => {
    if ((await findUidOfHead(transaction, environment.uid)) !== deployment.uid) {
      return false;
    }
    await changeDeploymentStatus(transaction, deployment.uid, 'pending', 'planning', {
      fence: run.lane.fence,
    });
    const named = [
      ...deployment.workloads,
      ...deployment.removed.map(name => `${name} (removed)`),
      ...(deployment.rolloutNodes ?? []).map(
        each => `${each.node} (to version ${each.version} of ${each.definition})`,
      ),
    ];
    log.add({
      level: 'info',
      phase: 'read',
      message: `Deployment ${deployment.number} of ${environment.application}/${environment.name} by ${deployment.requestedBy}: ${named.join(', ')}.`,
    });
    await log.write(transaction);
    await announce(transaction, environment, { environmentChanged: true });
    return true;
  });
  if (isItsTurn && deployment.startedAt === undefined) {
    const { kind, createdAt } = deployment;
    run.services.telemetry.record('queueWait', sinceTime(createdAt), { kind });
  }
  return isItsTurn;
}

/** Notes that the work goes on; false when it has been taken up too often and the deployment is ended instead. */
async function resume(run: DeploymentRun): Promise<boolean> {
  const { deployment, log } = run;
  const resumes = await run.transact(async transaction => {
    const count = await countResume(transaction, deployment.uid);
    log.add({ level: 'info', message: 'The work was interrupted and goes on.' });
    await log.write(transaction);
    return count;
  });
  run.services.telemetry.count('deploymentsRecovered', {});
  if (resumes <= MOST_RESUMES) {
    return true;
  }
  await endDeployment(run, 'failed', `It was interrupted ${resumes} times, so it is given up.`);
  return false;
}

async function applyStoredPlan(run: DeploymentRun): Promise<AppliedPlan> {
  const { deployment, services } = run;
  const plan = await findPlan(services.database, deployment.uid, deployment.planHash ?? '');
  if (!plan) {
    return { outcome: 'failed', error: 'Its plan is gone from the database.' };
  }
  const bound = plan.nodes.flatMap(({ definition, definitionVersion }) =>
    definition !== undefined && definitionVersion !== undefined
      ? [{ definition, version: definitionVersion }]
      : [],
  );
  const { registry } = await services.registry.snapshot(bound);
  return applyPlan(run, plan, registry);
}

/** Delivery into Git is handed over, not observed: readiness stays not-checked, and verifying has nothing to wait for. */
async function finish(run: DeploymentRun, applied: AppliedPlan): Promise<void> {
  const { outcome, error } = applied;
  await endDeployment(run, outcome, error);
}

/** Makes the refined plan and leaves the lane with it until people have agreed. */
async function askAgain(run: DeploymentRun, reason: string): Promise<void> {
  const { deployment, environment, log } = run;
  const made = await makePlan(run);
  const failure = planFailure(made.plan, made.ledger);
  if (failure !== undefined) {
    await run.transact(transaction => storePlan(run, transaction, made));
    await endDeployment(run, 'failed', failure);
    return;
  }
  const need = approvalNeeded(made.plan, made.environmentType);
  await run.transact(async transaction => {
    const cancelledBy = await findCancelRequest(transaction, deployment.uid);
    if (cancelledBy !== undefined) {
      throw new CancelRequestedError(cancelledBy);
    }
    await storePlan(run, transaction, made);
    await skipPendingNodes(transaction, deployment.uid, 'Waits for another approval.');
    await changeDeploymentStatus(transaction, deployment.uid, 'applying', 'awaiting-approval', {
      approvalsRequired: need?.required ?? 1,
      approvalReason: reason,
    });
    log.add({ level: 'warn', phase: 'create', message: reason });
    await log.write(transaction);
    await announce(transaction, environment, { environmentChanged: true });
  });
}

/** Cancelled or out of time: the deployment ends here. Whatever else stopped the work is for the caller. */
async function endWhenAborted(run: DeploymentRun, error: unknown): Promise<void> {
  const reason = run.signal.aborted ? run.signal.reason : error;
  const ends: Record<string, DeploymentStatus> = {
    CancelRequestedError: 'cancelled',
    DeploymentTimeoutError: 'failed',
  };
  const to = ends[reason.name];
  if (to !== 'cancelled' && to !== 'failed') {
    throw reason;
  }
  const current = await findDeployment(run.services.database, run.deployment.uid);
  if (current && (current.status === 'planning' || current.status === 'applying')) {
    await endDeployment(run, to, reason.message);
  }
}
