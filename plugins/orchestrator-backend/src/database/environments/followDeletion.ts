import {
  isFinal,
  type DeploymentStatus,
  type EnvironmentStatus,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { Knex } from 'knex';
import { changeEnvironmentStatus } from './changeEnvironmentStatus';

/**
 * Keeps the status of an environment with that of the deployment that deletes it, in the transaction that changes the
 * deployment's. The environment is deleted with the deployment's success, and only then is its name free. A deletion that
 * ends otherwise leaves it as it was, unless something has been taken away already, by it or by an earlier try: then it
 * is `delete-failed`. The caller holds the environment's lock.
 */
export async function followDeletion(
  transaction: Knex.Transaction,
  environmentUid: string,
  to: DeploymentStatus,
): Promise<void> {
  if (to === 'applying') {
    await transaction('environments')
      .where({ uid: environmentUid })
      .update({
        deletion_began_at: transaction.raw('coalesce(deletion_began_at, current_timestamp)'),
      });
  }
  if (!isFinal(to)) {
    return;
  }
  const row = await transaction('environments')
    .where({ uid: environmentUid })
    .first('status', 'deletion_began_at', 'pause', 'lock');
  let next: EnvironmentStatus = row.pause === null && row.lock === null ? 'active' : 'paused';
  if (to === 'succeeded') {
    next = 'deleted';
  } else if (row.deletion_began_at !== null) {
    next = 'delete-failed';
  }
  await changeEnvironmentStatus(transaction, environmentUid, row.status, next);
}
