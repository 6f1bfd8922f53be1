import { wasApplied } from '@tutti/planner';
import { callDriver, type DriverCallOptions, type DriverOutcome } from '../nodes/callDriver';
import type { ChosenEntry } from '../nodes/chooseEntry';
import type { NodeWork, WorkedNode } from '../nodes/NodeWork';
import { phaseOf } from '../nodes/phaseOf';

/**
 * After a restore of the database, something that holds data may exist of which the ledger knows nothing, because it was
 * made after the backup. So its driver reads it before it is made for the first time.
 *
 * @returns why it cannot be made: its driver cannot read it, or cannot tell whether it is there
 */
export async function findHindrance(
  work: NodeWork,
  worked: WorkedNode,
  chosen: ChosenEntry,
  call: DriverCallOptions,
): Promise<Extract<DriverOutcome<never>, { kind: 'failed' }> | undefined> {
  const { node } = worked;
  const { run } = work;
  const isMade = chosen.existing !== undefined && wasApplied(chosen.existing);
  if (run.lane.fence.epoch === 1 || !node.stateful || isMade) {
    return undefined;
  }
  const seen = await callDriver(work, worked, 'read', call);
  if (seen.kind === 'failed') {
    return { ...seen, definite: false }; // it says nothing about an effect that was begun before
  }
  const { presence } = seen.result;
  if (presence === 'unknown') {
    const error = new Error(
      'The database was restored from a backup, and the driver cannot tell whether this exists already. Look for yourself, then try again.',
    );
    return { kind: 'failed', error, definite: false };
  }
  if (presence === 'present') {
    run.log.add({
      level: 'warn',
      phase: phaseOf(node),
      node: node.node,
      message: 'It exists already, made after the backup that was restored; it is taken up.',
    });
  }
  return undefined;
}
