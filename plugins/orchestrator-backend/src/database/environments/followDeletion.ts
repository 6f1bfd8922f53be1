import {
  isFinal,
  type DeploymentStatus,
  type EnvironmentStatus,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { Knex } from 'knex';
import { databaseTimeIn } from '../databaseTime';
import { changeEnvironmentStatus } from './changeEnvironmentStatus';

const HOUR = 3_600;

/**
 * Keeps the status of an environment with that of the deployment that deletes it, in the transaction that changes the
 * deployment's. The environment is deleted with the deployment's success, and only then is its name free. A deletion that
 * ends otherwise leaves it as it was, unless something has been taken away already, by it or by an earlier try: then it
 * is `delete-failed`. An environment whose lifetime is over lives on when a person has said so, and is deleted an hour
 * later when the deletion could not begin. The caller holds the environment's lock.
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
  if (next === 'active' || next === 'paused') {
    await postponeExpiry(transaction, environmentUid, to);
  }
}

async function postponeExpiry(
  transaction: Knex.Transaction,
  uid: string,
  ended: DeploymentStatus,
): Promise<void> {
  await transaction('environments')
    .where({ uid })
    .where('expires_at', '<=', databaseTimeIn(transaction, 0))
    .update({ expires_at: ended === 'failed' ? databaseTimeIn(transaction, HOUR) : null });
}
