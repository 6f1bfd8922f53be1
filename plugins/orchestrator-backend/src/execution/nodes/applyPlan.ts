import { isTakenOver, type Plan, type RegistrySnapshot } from '@tutti/planner';
import { listDeploymentNodes } from '../../database/deployments/listDeploymentNodes';
import { listOpenIntents } from '../../database/execution/listOpenIntents';
import type { LedgerEntry } from '../../database/ledger/LedgerEntry';
import { listLedgerOfEnvironment } from '../../database/ledger/listLedgerOfEnvironment';
import { isFinalNode } from '../../deployments/nodeStatus';
import { measureNode } from '../../telemetry/measureNode';
import type { DeploymentRun } from '../DeploymentRun';
import { adoptNode } from './adoptNode';
import { applyNode } from './applyNode';
import { blockerOf } from './blockerOf';
import { destroyNode } from './destroyNode';
import { moveNode } from './moveNode';
import { LedgerIndex } from './LedgerIndex';
import type { LimitedBy } from './NodeLimits';
import { NodeSchedule } from './NodeSchedule';
import { nodesToWorkOn } from './nodesToWorkOn';
import type { NodeWork, WorkedNode } from './NodeWork';
import { PlanIndex } from './PlanIndex';
import { retainNode } from './retainNode';
import { retireReplaced } from './retireReplaced';
import { settleUnchangedNodes } from './settleUnchangedNodes';
import { skipNode } from './skipNode';
import { workThrough } from './workThrough';

/** How applying a plan ended. */
export interface AppliedPlan {
  outcome: 'succeeded' | 'failed' | 'needs-attention';
  /** The sentence of the first node that failed. */
  error?: string;
}

/** What has been read already when a plan was made just now. */
export interface KnownWork {
  entries: LedgerEntry[];
}

/**
 * Works on the nodes of a plan, independent ones at the same time, those that were done before a crash left out. A node
 * that fails keeps its dependents from being worked on; other branches go on. An error that is no answer of a driver
 * (the database is gone, more would have to be done than was approved) begins nothing new and waits for what is under
 * way; when the lane is lost, that is told to stop.
 *
 * @throws the reason of the abort when the run is aborted, and ApprovalExceededError.
 */
export async function applyPlan(
  run: DeploymentRun,
  plan: Plan,
  registry: RegistrySnapshot,
  known?: KnownWork,
): Promise<AppliedPlan> {
  const work = await beginWork(run, plan, registry, known);
  await settleUnchangedNodes(work);
  const open = work.nodes.filter(({ status }) => !isFinalNode(status));
  const worked = new Map(open.map(each => [each.position, each]));
  const limits = new Map(open.map(each => [each.position, limitsOf(run, each)]));
  await workThrough({
    schedule: NodeSchedule.create(
      open.map(({ position, status, node }) => ({
        position,
        ...{ node: node.node, action: node.action, movedFrom: node.movedFrom },
        // What was being made before a crash had all that it needs; for what is being destroyed, what it uses still waits.
        dependsOn: status === 'running' && node.action !== 'destroy' ? [] : node.dependsOn,
      })),
    ),
    take: by => run.services.limits.take(by, run.signal),
    limitsOf: position => limits.get(position)!,
    most: run.services.settings.nodeConcurrency,
    work: position => workOnOne(work, worked.get(position)!),
    onError: error => {
      if ((error as Error).name === 'FenceLostError') {
        run.abandon(error as Error);
      }
    },
  });
  run.signal.throwIfAborted();
  const statuses = new Set(work.nodes.map(({ status }) => status));
  if (!statuses.has('failed') && !statuses.has('needs-attention')) {
    await retireReplaced(work);
  }
  return {
    outcome: outcomeOf(work),
    ...(work.firstError !== undefined && { error: work.firstError }),
  };
}

async function beginWork(
  run: DeploymentRun,
  plan: Plan,
  registry: RegistrySnapshot,
  known: KnownWork | undefined,
): Promise<NodeWork> {
  const { database } = run.services;
  const records = known
    ? nodesToWorkOn(plan).map(each => ({ ...each, status: 'pending' as const, error: undefined }))
    : await listDeploymentNodes(database, run.deployment.uid);
  const entries = known?.entries ?? (await listLedgerOfEnvironment(database, run.environment.uid));
  const intents = entries.length > 0 ? await listOpenIntents(database, run.environment.uid) : [];
  return {
    run,
    plan,
    index: PlanIndex.create(plan, registry),
    nodes: records.map(({ position, status }) => ({
      position,
      node: plan.nodes[position],
      status,
    })),
    ledger: LedgerIndex.create(entries),
    openIntents: new Map(intents.map(intent => [intent.ledgerUid, intent])),
    claims: new Map(),
    firstError: records
      .filter(record => record.status === 'failed' || record.status === 'needs-attention')
      .map(record => `${record.node}: ${record.error}`)[0],
  };
}

/** A node counts against its driver, its type of environment, and its deployment. */
function limitsOf(run: DeploymentRun, { node }: WorkedNode): LimitedBy[] {
  const { settings } = run.services;
  const { driver = '' } = node;
  const { type } = run.environment;
  return [
    { key: `driver ${driver}`, limit: settings.drivers[driver]?.concurrency ?? Infinity },
    { key: `type ${type}`, limit: settings.environmentTypes[type]?.concurrency ?? Infinity },
    { key: `deployment ${run.deployment.uid}`, limit: settings.nodeConcurrency },
  ];
}

async function workOnOne(work: NodeWork, worked: WorkedNode): Promise<void> {
  const { signal, services } = work.run;
  signal.throwIfAborted();
  const blocker = worked.status === 'pending' ? blockerOf(work, worked) : undefined;
  if (blocker) {
    await skipNode(work, worked, blocker);
  } else {
    await measureNode(services.telemetry, worked, () => workOn(work, worked));
  }
}

function workOn(work: NodeWork, worked: WorkedNode): Promise<void> {
  switch (worked.node.action) {
    case 'destroy':
      return destroyNode(work, worked);
    case 'retain':
      return retainNode(work, worked);
    case 'move':
      return moveNode(work, worked);
    case 'adopt':
      return isTakenOver(worked.node) ? adoptNode(work, worked) : applyNode(work, worked);
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
