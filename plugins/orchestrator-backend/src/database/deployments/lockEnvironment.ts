import { NotFoundError } from '@backstage/errors';
import type {
  EnvironmentHold,
  EnvironmentPause,
  EnvironmentStatus,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { Knex } from 'knex';
import { endWhenIdle, isPostgres } from '../columns';
import { pauseOf } from '../environments/rows';

/** What {@link lockEnvironment} finds in the row that it locks. */
export interface LockedEnvironment {
  uid: string;
  status: EnvironmentStatus;
  /** Hash of the desired set; absent before the first deployment. */
  desiredSet?: string;
  /** Who keeps deployments out; absent: nobody does. */
  pause?: EnvironmentPause;
  /** What rollbacks hold. */
  holds: EnvironmentHold[];
}

/**
 * Locks an environment until the transaction ends. Everything that is written about an environment is written under
 * this lock (after the lane's, before any other), so numbers, log lines and the outbox come in the order of commits,
 * and no two transactions can wait for each other. A transaction that idles for 5 s, because its process is frozen, is ended
 * by the server. better-sqlite3 has one writer anyway.
 *
 * @throws NotFoundError when there is no such environment.
 */
export async function lockEnvironment(
  transaction: Knex.Transaction,
  environmentUid: string,
): Promise<LockedEnvironment> {
  const query = transaction('environments')
    .select('uid', 'status', 'desired_set', 'pause', 'lock', 'holds')
    .where({ uid: environmentUid })
    .first();
  if (isPostgres(transaction)) {
    query.select(endWhenIdle(transaction)).forNoKeyUpdate();
  }
  const row = await query;
  if (!row) {
    throw new NotFoundError(`There is no environment with the uid ${environmentUid}.`);
  }
  return {
    uid: row.uid,
    status: row.status,
    desiredSet: row.desired_set ?? undefined,
    pause: pauseOf(row),
    holds: JSON.parse(row.holds),
  };
}
