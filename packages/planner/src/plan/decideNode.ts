import { containsKnownAfter, hasErrors } from '@tutti/score';
import type { Problem } from '@tutti/score';
import type { ConnectedNode } from '../graph/GraphNode';
import { wasApplied } from '../graph/LedgerView';
import type { PlanningWorld } from '../graph/PlanningWorld';
import { resolveNode } from '../graph/resolveNode';
import { newName } from '../graph/expandNode';
import { KUBERNETES_DELIVERY_TYPE, WORKLOAD_TYPE } from '../model';
import type { Difference, LedgerRow, NodeId, PlanAction, PlanNode } from '../model';
import { decideAdoption, takesOver } from './adoption';
import { compared, differencesFrom, previousOf } from './compared';
import type { Decisions } from './Decisions';
import { stricterPolicy } from './deletionPolicy';
import { draftNode, resolveCatalog } from './draftNode';
import type { Incarnation } from './draftNode';
import { identityChange } from './identityChange';
import { inputProblems, paramProblems } from './inputProblems';
import { outputProblems } from './outputProblems';
import { policyInForce } from './policyInForce';
import type { ScopeReason } from './scope';

/** An action with its reason. */
interface Verdict {
  action: PlanAction;
  reason: string;
}

/**
 * Decides what a deployment does with one node of the graph. The nodes that it depends on are decided already; what they
 * return is known when they stay as they are.
 */
export function decideNode(
  world: PlanningWorld,
  node: ConnectedNode,
  scope: ScopeReason | undefined,
  decisions: Decisions,
): PlanNode {
  const row = node.predecessor?.row;
  if (!scope || (scope === 'dependent' && !canFollow(node, row, decisions))) {
    return outside(world, node, decisions);
  }
  const attempt = resolve(world, node, currentIncarnation(world, node), decisions);
  const obstacle = findObstacle(node, attempt, decisions);
  if (obstacle) {
    // What only depends on something named was somebody else's to put right, and must not hold this deployment up.
    return scope === 'dependent'
      ? outside(world, node, decisions)
      : {
          ...attempt,
          ...compared(row, attempt),
          inScope: true,
          action: 'blocked',
          reason: obstacle,
        };
  }
  const verdict = row ? onFrom(world, node, row, attempt, scope, decisions) : created(node);
  return settle(world, node, scope, attempt, verdict, decisions);
}

/**
 * Whether a node that nobody named may be changed because something that it depends on changes: it is as its last
 * deployment left it. A change of its own that failed, or that is still to come, is not this deployment's to bring.
 */
function canFollow(
  node: ConnectedNode,
  row: LedgerRow | undefined,
  decisions: Decisions,
): row is LedgerRow {
  return (
    row !== undefined &&
    wasApplied(row) &&
    row.settled &&
    row.requestHash === node.requestHash &&
    [...node.needs].every(decisions.takesPart)
  );
}

/** A node that this deployment leaves alone keeps what the ledger says. */
export function outside(world: PlanningWorld, node: ConnectedNode, decisions: Decisions): PlanNode {
  const draft = draftNode(world, node, currentIncarnation(world, node), decisions.takesPart);
  const row = node.predecessor?.how === 'current' ? node.predecessor.row : undefined;
  const failed = row && !row.settled ? ' Its last operation did not succeed.' : '';
  return {
    ...draft,
    ...(row && {
      params: row.params,
      inputs: row.inputs,
      definition: row.definition,
      definitionVersion: row.definitionVersion,
      driver: row.driver,
      ...previousOf(row),
      deletion: stricterPolicy(policyInForce(world, row), draft.deletion),
    }),
    action: 'unchanged',
    reason: row
      ? `It is outside the scope of this deployment.${failed}`
      : 'It is outside the scope of this deployment, and has not been created yet.',
    inScope: false,
    problems: draft.problems.map(problem => ({ ...problem, severity: 'warning' })),
  };
}

function currentIncarnation(world: PlanningWorld, node: ConnectedNode): Incarnation {
  const row = node.predecessor?.row;
  if (!row) {
    return { number: world.ledger.nextIncarnation(node.node), name: node.name };
  }
  return { number: row.incarnation, name: row.name, ledgerUid: row.uid };
}

/** The draft with params and inputs resolved and checked. */
function resolve(
  world: PlanningWorld,
  node: ConnectedNode,
  incarnation: Incarnation,
  decisions: Decisions,
): PlanNode {
  const draft = draftNode(world, node, incarnation, decisions.takesPart);
  const resolved = resolveNode(draft, decisions.factsOf, incarnation.ledgerUid);
  const result: PlanNode = { ...draft, params: resolved.params, inputs: resolved.inputs };
  const isKnown = (other: NodeId) => decisions.factsOf(other).outputs !== undefined;
  const problems: Problem[] = [
    ...draft.problems,
    ...resolved.problems,
    ...outputProblems(world, node, isKnown),
  ];
  if (node.resourceType && node.type !== WORKLOAD_TYPE) {
    problems.push(...paramProblems(result, node.resourceType, node.definition?.spec.params ?? {}));
  }
  if (node.driver && !hasErrors(resolved.problems)) {
    problems.push(...inputProblems(result, node.driver));
  }
  return { ...result, problems, catalog: resolveCatalog(draft, resolved.params) };
}

/** Why nothing can be done with a node. */
function findObstacle(
  node: ConnectedNode,
  attempt: PlanNode,
  decisions: Decisions,
): string | undefined {
  const error = attempt.problems.find(problem => problem.severity === 'error');
  if (error) {
    return error.message;
  }
  if (node.predecessor?.row.presence === 'unknown') {
    return 'Its driver could not tell whether it exists. Resolve it as present or absent first.';
  }
  const blocked = [...node.needs].sort().find(needed => decisions.isBlocked(needed));
  return blocked && `It needs ${blocked}, which is blocked.`;
}

function created(node: ConnectedNode): Verdict {
  const by = node.workloads.length > 0 ? `; asked for by ${node.workloads.join(', ')}` : '';
  return { action: 'create', reason: `It does not exist yet${by}.` };
}

function onFrom(
  world: PlanningWorld,
  node: ConnectedNode,
  row: LedgerRow,
  attempt: PlanNode,
  scope: ScopeReason,
  decisions: Decisions,
): Verdict {
  const { how } = node.predecessor!;
  if (!wasApplied(row)) {
    return { action: 'create', reason: 'It was asked for before, and nothing has been made yet.' };
  }
  if (takesOver(node, row)) {
    return decideAdoption(world, node, row, attempt);
  }
  const otherDriver = row.driver !== node.definition!.spec.driver;
  const changed = identityChange(row.inputs, attempt.inputs, node.driver!, node.definition!.spec);
  if (how === 'orphan') {
    return otherDriver || changed.length > 0
      ? { action: 'create', reason: leftBehind(row, otherDriver, changed) }
      : {
          action: 'adopt',
          reason: `It was left behind as an orphan (incarnation ${row.incarnation}) and is used again.`,
        };
  }
  if (otherDriver || changed.length > 0) {
    const why = otherDriver
      ? `Driver ${row.driver} gives way to ${node.definition!.spec.driver}`
      : `${changed.join(', ')} is what the thing is, and changes`;
    return { action: 'replace', reason: `${why}, so another one is made and the old one goes.` };
  }
  if (how === 'moved') {
    return { action: 'move', reason: `It was ${row.node} before, and keeps what it is.` };
  }
  return inPlace(world, node, row, attempt, scope, decisions);
}

function inPlace(
  world: PlanningWorld,
  node: ConnectedNode,
  row: LedgerRow,
  attempt: PlanNode,
  scope: ScopeReason,
  decisions: Decisions,
): Verdict {
  if (row.presence === 'absent') {
    return { action: 'create', reason: 'It was made before and is not there any more.' };
  }
  const found = differencesFrom(row, attempt);
  if (found.length > 0) {
    return { action: 'update', reason: changeWords(found) };
  }
  if (!row.settled) {
    return {
      action: 'update',
      reason: 'Its last operation did not succeed, so it is tried again.',
    };
  }
  const delivered = decisions.deliveredChange(node, row);
  if (node.type === KUBERNETES_DELIVERY_TYPE && delivered) {
    return { action: 'update', reason: `The manifests of ${delivered} may change.` };
  }
  if (world.kind === 'drift-repair' && scope === 'named') {
    return { action: 'update', reason: 'It is applied again, to repair drift.' };
  }
  return { action: 'unchanged', reason: 'It exists as it is wanted.' };
}

/** Completes the node for its action: a new incarnation is resolved anew, under its own name. */
function settle(
  world: PlanningWorld,
  node: ConnectedNode,
  scope: ScopeReason,
  attempt: PlanNode,
  verdict: Verdict,
  decisions: Decisions,
): PlanNode {
  const row = node.predecessor?.row;
  const { action, reason } = verdict;
  const isNewIncarnation =
    action === 'replace' || (action === 'create' && node.predecessor?.how === 'orphan');
  const number = world.ledger.nextIncarnation(node.node);
  const next: PlanNode = isNewIncarnation
    ? {
        ...resolve(world, node, { number, name: newName(world, node) }, decisions),
        ...(action === 'replace' && { ledgerUid: row!.uid }),
      }
    : attempt;
  const inScope = scope !== 'needed' || action !== 'unchanged';
  const policy = row && policyInForce(world, row);
  const waits =
    action === 'replace' &&
    (next.stateful || row!.stateful || policy!.protected || policy!.onRemoval === 'approve');
  const isKept = action === 'unchanged' && row;
  return {
    ...next,
    ...(action !== 'create' && compared(row, next)),
    ...(node.predecessor?.how === 'moved' && row!.node !== node.node && { movedFrom: row!.node }),
    action,
    reason: waits ? `${reason} That waits for a person.` : reason,
    inScope,
    stateful: next.stateful || (row?.stateful ?? false),
    deletion: isKept ? stricterPolicy(policy!, next.deletion) : next.deletion,
    waitsForPerson: waits,
  };
}

function changeWords(found: Difference[]): string {
  const paths = found.map(each => each.path);
  const more = paths.length > 3 ? ` and ${paths.length - 3} more` : '';
  const open = found.some(each => each.after !== undefined && containsKnownAfter(each.after));
  const later = open ? ' Some of it is known only after other nodes are done.' : '';
  return `What it is made of changes: ${paths.slice(0, 3).join(', ')}${more}.${later}`;
}

function leftBehind(row: LedgerRow, otherDriver: boolean, changed: string[]): string {
  const why = otherDriver ? `it was made by driver ${row.driver}` : `${changed.join(', ')} differs`;
  return `It is asked for again. The orphan (incarnation ${row.incarnation}) cannot be used, because ${why}; it stays as it is.`;
}
