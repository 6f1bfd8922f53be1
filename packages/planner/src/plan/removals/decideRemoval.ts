import type { PlanningWorld } from '../../graph/PlanningWorld';
import type { DeletionPolicy, DeletionRule, LedgerRow, NodeId, PlanNode } from '../../model';
import type { Removal } from './findRemovals';

/** What becomes of a removal. */
export type RemovalDecision = Pick<PlanNode, 'action' | 'reason' | 'waitsForPerson'>;

/**
 * Decides what a deployment does with a row that nobody wants any more, by its deletion policy and by who uses it.
 *
 * @param user - a node that is wanted, uses it by the ledger, and stays as it is
 */
export function decideRemoval(
  world: PlanningWorld,
  { row, inScope }: Removal,
  deletion: DeletionPolicy,
  user: NodeId | undefined,
): RemovalDecision {
  const what =
    row.role === 'current' ? 'It is no longer asked for' : `It was left behind (${row.role})`;
  if (!inScope) {
    const other = row.workloads.length > 0 ? `one of ${row.workloads.join(' or ')}` : 'another one';
    return left(`${what}; this deployment does not touch it, ${other} takes it away.`);
  }
  if (user !== undefined && world.isDecided(row)) {
    return decision('blocked', `It cannot be destroyed while ${user} uses it.`);
  }
  if (user !== undefined) {
    return left(`${what}, but ${user} still uses it, so it stays until that has changed.`);
  }
  if (row.presence === 'unknown') {
    return decision(
      'blocked',
      `${what}, but its driver could not tell whether it exists. Resolve it as present or absent first.`,
    );
  }
  if (world.isDecided(row)) {
    return decision('destroy', `${what}, and a person has decided to destroy it.`);
  }
  return world.deletesEnvironment() ? onDeletion(deletion) : onRemoval(row, deletion, what);
}

/**
 * What becomes of a row that would be destroyed, or of one that is left behind already, when something that uses it is
 * left: an orphan could otherwise neither be used again nor be destroyed, and what it holds might go with the thing that
 * it is in.
 */
export function keptFor(world: PlanningWorld, row: LedgerRow, user: NodeId): RemovalDecision {
  if (world.isDecided(row)) {
    const reason = `It cannot be destroyed while ${user}, which uses it, is left. Decide about that first.`;
    return decision('blocked', reason);
  }
  if (world.deletesEnvironment()) {
    const reason = `The environment is deleted, but ${user}, which uses it, is kept: it is kept with it.`;
    return decision('retain', reason);
  }
  if (row.role !== 'current' && (row.role === 'orphan' || world.destroysOnlyDecided())) {
    return left(
      `It was left behind (${row.role}), and stays as it is: ${user} is left and uses it, and it is destroyed once that is gone.`,
    );
  }
  const reason = `It is no longer asked for, but ${user} is left and uses it: it becomes an orphan, and is destroyed once that is gone.`;
  return decision('retain', reason);
}

function onDeletion({ onEnvironmentDelete, protected: isProtected }: DeletionPolicy) {
  if (onEnvironmentDelete === 'retain') {
    return decision('retain', 'The environment is deleted, and its deletion policy keeps it.');
  }
  const why = waitingReason(onEnvironmentDelete, isProtected);
  return why === undefined
    ? decision(
        'destroy',
        'The environment is deleted, and its deletion policy lets it be destroyed.',
      )
    : decision(
        'destroy',
        `The environment is deleted, and ${why}: the deployment waits for a person.`,
        true,
      );
}

function onRemoval(
  row: LedgerRow,
  { onRemoval: rule, protected: isProtected }: DeletionPolicy,
  what: string,
): RemovalDecision {
  if (rule === 'retain') {
    return row.role === 'orphan'
      ? left(`${what}, and its deletion policy keeps it.`)
      : decision('retain', `${what}, and its deletion policy keeps it: it becomes an orphan.`);
  }
  const why = waitingReason(rule, isProtected);
  return why === undefined
    ? decision('destroy', `${what}, and its deletion policy lets it be destroyed.`)
    : decision(
        'retain',
        `${what}, and ${why}: it becomes an orphan, and waits for a person to decide.`,
        true,
      );
}

function waitingReason(rule: DeletionRule, isProtected: boolean): string | undefined {
  if (isProtected) {
    return 'it is protected';
  }
  return rule === 'approve' ? 'its deletion policy asks for approval' : undefined;
}

function left(reason: string): RemovalDecision {
  return decision('unchanged', reason);
}

function decision(
  action: PlanNode['action'],
  reason: string,
  waitsForPerson = false,
): RemovalDecision {
  return { action, reason, waitsForPerson };
}
