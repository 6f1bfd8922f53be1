import { DriverError, type Driver } from '@tutti/backstage-plugin-platform-orchestrator-node';
import { wasApplied } from '@tutti/planner';
import { containsKnownAfter, type JsonObject } from '@tutti/score';
import { tellable } from '../log/tellable';
import { claimThing } from '../planning/claimThing';
import { lookAtNode } from '../planning/lookAtNode';
import { ApprovalExceededError } from './ApprovalExceededError';
import type { ChosenEntry } from './chooseEntry';
import type { NodeWork, WorkedNode } from './NodeWork';

/**
 * Has the driver look at a node whose values were not known when it was planned, now that they are and nothing has been done
 * to it: it may find that it can only replace what was to be updated, or that the thing is somebody else's. What was begun
 * before a crash has been looked at.
 *
 * @returns the error with which the node fails; undefined when it may go on.
 * @throws ApprovalExceededError when an update turns out to be a replacement.
 */
export async function lookAgain(
  work: NodeWork,
  { node, status }: WorkedNode,
  driver: Driver,
  { existing }: ChosenEntry,
  resolved: { inputs: JsonObject; params: JsonObject },
): Promise<Error | undefined> {
  const wasKnown = !containsKnownAfter(node.inputs) && !containsKnownAfter(node.params);
  const canBeLookedAt = node.action === 'create' || node.action === 'update';
  if (wasKnown || !canBeLookedAt || driver.delivers || status !== 'pending') {
    return undefined;
  }
  const { run, claims } = work;
  let found;
  try {
    found = await lookAtNode(run, { ...node, ...resolved }, driver, existing);
  } catch (error) {
    run.signal.throwIfAborted();
    return error as Error;
  }
  if (found.action === 'replace' && node.action === 'update' && existing && wasApplied(existing)) {
    const reason = found.reason === undefined ? '' : ` ${tellable(run.redactor, found.reason)}`;
    throw new ApprovalExceededError(
      `${node.node} was to be updated, but its driver ${driver.id} can only replace it, now that all values are known.${reason}`,
    );
  }
  const { externalId } = found;
  const clash = await claimThing(run, claims, { node, driver, entry: existing, externalId });
  return clash === undefined ? undefined : new DriverError('conflict', clash);
}
