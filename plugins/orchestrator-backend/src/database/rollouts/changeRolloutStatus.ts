import { ConflictError } from '@backstage/errors';
import type { RolloutStatus } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { Knex } from 'knex';
import { assertRolloutTransition, isFinalRollout } from '../../registry/rollouts/rolloutStatus';

/** What changes together with the status. */
export interface RolloutChange {
  from: RolloutStatus;
  to: RolloutStatus;
  /** Absent: the rollout did it itself. */
  by?: string;
  reason?: string;
  deploymentUid?: string;
  /** Of a resumption: the default version that there is by now, and the report that is confirmed. */
  resumedWith?: { defaultBefore?: number; confirmImpact?: string };
}

/**
 * Moves a rollout from one status to another. The caller holds its lock.
 *
 * @throws Error for a transition that the table does not have; ConflictError when it is in another status.
 */
export async function changeRolloutStatus(
  transaction: Knex.Transaction,
  uid: string,
  change: RolloutChange,
): Promise<void> {
  const { from, to, by, reason, deploymentUid, resumedWith } = change;
  assertRolloutTransition(from, to);
  const now = transaction.fn.now();
  const count = await transaction('rollouts')
    .where({ uid, status: from })
    .update({
      status: to,
      status_by: by ?? null,
      status_reason: reason ?? null,
      status_deployment_uid: deploymentUid ?? null,
      status_at: now,
      ...(isFinalRollout(to) && { finished_at: now }),
      ...(resumedWith && { default_before: resumedWith.defaultBefore ?? null }),
      ...(resumedWith?.confirmImpact !== undefined && {
        confirm_impact: resumedWith.confirmImpact,
      }),
    });
  if (count !== 1) {
    throw new ConflictError(`The rollout ${uid} is no longer ${from}, so it cannot become ${to}.`);
  }
}
