import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { appendLog } from '../../database/deployments/appendLog';
import { changeDeploymentStatus } from '../../database/deployments/changeDeploymentStatus';
import { listUnfinishedDeployments } from '../../database/deployments/listUnfinishedDeployments';
import { lockEnvironment } from '../../database/deployments/lockEnvironment';
import { raiseEpoch, type EpochRaise } from '../../database/execution/raiseEpoch';

const CANCELLED =
  'The database was restored from a backup, so it is not known whether this deployment was carried out. Submit it again if it is still wanted.';

/**
 * Declares that the database was restored from a backup (`execution.md`, last paragraph): a new epoch begins, what the
 * ledger says has not been checked, and deployments that the backup shows as unfinished are cancelled, since they
 * may have ended long ago, and others after them.
 *
 * @returns false when this restore has been declared before
 */
export async function declareRestored(
  database: Knex,
  logger: LoggerService,
  raise: EpochRaise,
): Promise<boolean> {
  const epoch = await database.transaction(async transaction => {
    const begun = await raiseEpoch(transaction, raise);
    for (const each of begun === undefined ? [] : await listUnfinishedDeployments(transaction)) {
      await lockEnvironment(transaction, each.environmentUid);
      await transaction('deployment_nodes')
        .where({ deployment_uid: each.uid })
        .whereIn('status', ['pending', 'running'])
        .update({
          status: transaction.raw(`case status when 'pending' then 'skipped' else 'failed' end`),
          error: CANCELLED,
          finished_at: transaction.fn.now(),
        });
      await changeDeploymentStatus(transaction, each.uid, each.status, 'cancelled', {
        error: CANCELLED,
      });
      await appendLog(transaction, each.uid, [{ level: 'error', message: CANCELLED }]);
    }
    return begun;
  });
  if (epoch !== undefined) {
    logger.warn(
      `${raise.reason} Epoch ${epoch} begins: nothing is made before what exists has been read.`,
    );
  }
  return epoch !== undefined;
}
