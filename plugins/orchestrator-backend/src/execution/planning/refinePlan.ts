import type { Driver, DriverPlan } from '@tutti/backstage-plugin-platform-orchestrator-node';
import {
  isTakenOver,
  resourceName,
  stricterPolicy,
  type Plan,
  type PlanNode,
} from '@tutti/planner';
import { containsKnownAfter, isJsonObject } from '@tutti/score';
import type { LedgerEntry } from '../../database/ledger/LedgerEntry';
import { tellable } from '../log/tellable';
import type { DeploymentRun } from '../DeploymentRun';
import { claimThing, type Claims } from './claimThing';
import { lookAtNode } from './lookAtNode';
import { planAdoption } from './planAdoption';
import { withProblem } from './withProblem';

/**
 * Lets drivers look, and never touch, at the nodes of a plan that would be made or changed and whose inputs are fully
 * known. A driver may find that nothing is to do, that a change means a replacement, or that the thing belongs to
 * somebody else; what it says becomes part of the plan. Of what it would adopt from another driver it says whether that
 * changes anything.
 *
 * @param ledger - what the plan was made with
 */
export async function refinePlan(
  run: DeploymentRun,
  plan: Plan,
  ledger: readonly LedgerEntry[],
): Promise<Plan> {
  const nodes: PlanNode[] = [];
  const entries = new Map(ledger.map(entry => [entry.uid, entry]));
  const claims: Claims = new Map();
  for (const node of plan.nodes) {
    run.signal.throwIfAborted();
    const driver = node.driver === undefined ? undefined : run.services.drivers.get(node.driver);
    const entry = node.ledgerUid === undefined ? undefined : entries.get(node.ledgerUid);
    if (driver && node.inScope && isTakenOver(node)) {
      nodes.push(await planAdoption(run, node, driver, { claims, entry }));
    } else {
      nodes.push(
        driver && canBeLookedAt(node, driver)
          ? await refineNode(run, node, driver, { claims, entry })
          : node,
      );
    }
  }
  return { ...plan, nodes };
}

function canBeLookedAt(node: PlanNode, driver: Driver): boolean {
  return (
    node.inScope &&
    !driver.delivers && // takes the manifests of nodes that are not made yet
    (node.action === 'create' || node.action === 'update') &&
    node.problems.every(problem => problem.severity !== 'error') &&
    !containsKnownAfter(node.inputs) &&
    !containsKnownAfter(node.params)
  );
}

async function refineNode(
  run: DeploymentRun,
  node: PlanNode,
  driver: Driver,
  { claims, entry }: { claims: Claims; entry: LedgerEntry | undefined },
): Promise<PlanNode> {
  let found: DriverPlan;
  try {
    found = await lookAtNode(run, node, driver, entry);
  } catch (error) {
    run.signal.throwIfAborted();
    const reason = tellable(run.redactor, (error as Error).message);
    return withProblem(
      node,
      'driver-plan',
      `The driver ${driver.id} cannot plan ${node.node}: ${reason}`,
    );
  }
  const refined = mustReplace(node, found)
    ? asReplacement(run, node, found, entry)
    : withReason(run, node, found);
  const { externalId } = found;
  const clash = await claimThing(run, claims, { node, driver, entry, externalId });
  return clash ? withProblem(refined, 'external-id', clash) : refined;
}

function mustReplace(node: PlanNode, found: DriverPlan): boolean {
  return found.action === 'replace' && node.action === 'update';
}

/** The new incarnation gets a name of its own; inputs that hold it are resolved anew when it is made. */
function asReplacement(
  run: DeploymentRun,
  node: PlanNode,
  found: DriverPlan,
  entry: LedgerEntry | undefined,
): PlanNode {
  // What a newer version loosens does not count for what an older one made.
  const policy = entry ? stricterPolicy(entry.deletion, node.deletion) : node.deletion;
  const incarnation = node.incarnation + 1;
  const name = resourceName({
    environmentUid: run.environment.uid,
    node: node.node,
    id: node.id,
    incarnation,
  });
  const resource = isJsonObject(node.context.resource) ? node.context.resource : {};
  return {
    ...node,
    action: 'replace',
    reason: reasonOf(run, found) ?? `The driver ${node.driver} can only replace it.`,
    waitsForPerson: node.stateful || policy.protected || policy.onRemoval === 'approve',
    incarnation,
    name,
    context: { ...node.context, resource: { ...resource, name } },
  };
}

function withReason(run: DeploymentRun, node: PlanNode, found: DriverPlan): PlanNode {
  const reason = reasonOf(run, found);
  return reason === undefined ? node : { ...node, reason: `${node.reason} ${reason}` };
}

/** Plans are shown and kept, so what a driver says in them is treated like its log. */
function reasonOf(run: DeploymentRun, { reason }: DriverPlan): string | undefined {
  return reason === undefined ? undefined : tellable(run.redactor, reason);
}
