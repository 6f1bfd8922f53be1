import type { Fence } from '@tutti/backstage-plugin-platform-orchestrator-node';
import type { Knex } from 'knex';
import { endWhenIdle, isPostgres } from '../columns';
import { rowsOf } from '../recordset';

/**
 * Locks a lane for sharing if this fence still owns it, and then its environment (see `lockEnvironment`); false when
 * somebody else has taken the lane over. While the transaction runs, nobody can take the lane over; should it idle for
 * 5 s, because its process is frozen, the server ends it. (All of that in one statement, to save round trips in every
 * transaction of execution.)
 */
export async function lockLane(
  transaction: Knex.Transaction,
  environmentUid: string,
  fence: Fence,
): Promise<boolean> {
  const isOnPostgres = isPostgres(transaction);
  const settings = isOnPostgres ? ', ?' : '';
  const locks = isOnPostgres ? ' for share of lanes for no key update of environments' : '';
  const answer = await transaction.raw(
    `select lanes.fence${settings} from lanes join environments on environments.uid = lanes.environment_uid ` +
      `where lanes.environment_uid = ? and lanes.epoch = ? and lanes.fence = ?${locks}`,
    [
      ...(isOnPostgres ? [endWhenIdle(transaction)] : []),
      environmentUid,
      fence.epoch,
      fence.counter,
    ],
  );
  return rowsOf(answer).length > 0;
}
