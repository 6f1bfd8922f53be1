import type { Plan, RegistrySnapshot } from '@tutti/planner';
import { listDeploymentNodes } from '../../database/deployments/listDeploymentNodes';
import { listLedgerOfEnvironment } from '../../database/ledger/listLedgerOfEnvironment';
import { isFinalNode } from '../../deployments/nodeStatus';
import { measureNode } from '../../telemetry/measureNode';
import type { DeploymentRun } from '../DeploymentRun';
import { applyNode } from './applyNode';
import { blockerOf } from './blockerOf';
import { destroyNode } from './destroyNode';
import { moveNode } from './moveNode';
import type { NodeWork, WorkedNode } from './NodeWork';
import { retainNode } from './retainNode';
import { retireReplaced } from './retireReplaced';
import { settleUnchangedNodes } from './settleUnchangedNodes';
import { skipNode } from './skipNode';

/** How applying a plan ended. */
export interface AppliedPlan {
  outcome: 'succeeded' | 'failed' | 'needs-attention';
  /** The sentence of the first node that failed. */
  error?: string;
}

/**
 * Works on the nodes of a plan in their order, those that were done before a crash left out. A node that fails keeps its
 * dependents from being worked on; other branches go on.
 *
 * @throws the reason of the abort when the run is aborted, and ApprovalExceededError.
 */
export async function applyPlan(
  run: DeploymentRun,
  plan: Plan,
  registry: RegistrySnapshot,
): Promise<AppliedPlan> {
  const { database } = run.services;
  const records = await listDeploymentNodes(database, run.deployment.uid);
  const entries = await listLedgerOfEnvironment(database, run.environment.uid);
  const work: NodeWork = {
    run,
    plan,
    registry,
    nodes: records.map(record => ({
      position: record.position,
      node: plan.nodes[record.position],
      status: record.status,
    })),
    ledger: new Map(entries.map(entry => [entry.uid, entry])),
    firstError: records
      .filter(record => record.status === 'failed' || record.status === 'needs-attention')
      .map(record => `${record.node}: ${record.error}`)[0],
  };
  await settleUnchangedNodes(work);
  for (const worked of work.nodes) {
    run.signal.throwIfAborted();
    if (isFinalNode(worked.status)) {
      continue;
    }
    const blocker = worked.status === 'pending' ? blockerOf(work, worked) : undefined;
    if (blocker) {
      await skipNode(work, worked, blocker);
    } else {
      await measureNode(run.services.telemetry, worked, () => workOn(work, worked));
    }
  }
  run.signal.throwIfAborted();
  const statuses = new Set(work.nodes.map(worked => worked.status));
  if (!statuses.has('failed') && !statuses.has('needs-attention')) {
    await retireReplaced(work);
  }
  return {
    outcome: outcomeOf(work),
    ...(work.firstError !== undefined && { error: work.firstError }),
  };
}

function workOn(work: NodeWork, worked: WorkedNode): Promise<void> {
  switch (worked.node.action) {
    case 'destroy':
      return destroyNode(work, worked);
    case 'retain':
      return retainNode(work, worked);
    case 'move':
      return moveNode(work, worked);
    default:
      return applyNode(work, worked);
  }
}

function outcomeOf(work: NodeWork): AppliedPlan['outcome'] {
  const statuses = new Set(work.nodes.map(worked => worked.status));
  if (statuses.has('needs-attention') || work.needsAttention) {
    return 'needs-attention';
  }
  return statuses.has('failed') || work.firstError !== undefined ? 'failed' : 'succeeded';
}
