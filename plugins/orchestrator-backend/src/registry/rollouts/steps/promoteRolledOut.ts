import { toError } from '@backstage/errors';
import { findVersionStatus } from '../../../database/registry/findVersionStatus';
import { lockRegistry } from '../../../database/registry/lockRegistry';
import { changeRolloutStatus } from '../../../database/rollouts/changeRolloutStatus';
import { lockRollout } from '../../../database/rollouts/lockRollout';
import type { RolloutRecord } from '../../../database/rollouts/RolloutRecord';
import { DestructiveImpactError } from '../../impact/ImpactRefusal';
import { promoteVersions } from '../../versions/promoteVersions';
import type { RolloutTaskOptions } from '../RolloutTask';
import { pauseRollout } from './pauseRollout';

/**
 * The last step: promotes the version, unless it is the default already, and ends the rollout in the same transaction. The
 * report that was confirmed at the start is asked for once more. What keeps the promotion back pauses the rollout.
 */
export async function promoteRolledOut(
  { database, guard }: Pick<RolloutTaskOptions, 'database' | 'guard'>,
  { uid, definition, version, confirmImpact, startedBy }: RolloutRecord,
): Promise<void> {
  const place = { definition, version };
  try {
    await guard.assertConfirmed({ rollout: place }, confirmImpact, startedBy, {
      nobodyWaits: true,
    });
    await database.transaction(async transaction => {
      await lockRegistry(transaction);
      const rollout = await lockRollout(transaction, uid);
      if (rollout?.status !== 'running') {
        return;
      }
      if ((await findVersionStatus(transaction, place)) !== 'default') {
        const waves = rollout.waves.length;
        const reason = `Rolled out in ${waves} ${waves === 1 ? 'wave' : 'waves'}.`;
        await promoteVersions(transaction, { versions: [place], by: startedBy, reason });
      }
      await changeRolloutStatus(transaction, uid, { from: 'running', to: 'succeeded' });
    });
  } catch (error) {
    if (!isRefusal(error)) {
      throw error; // it is tried again
    }
    await pauseRollout(database, uid, {
      reason: `Version ${version} could not become the default: ${reasonOf(error)}`,
    });
  }
}

/** Names no environment: not everybody who reads the reason may know of each. */
function reasonOf(error: unknown): string {
  return error instanceof DestructiveImpactError
    ? `more would be taken away than was confirmed. Look at the impact report ${error.report.uid}, and resume with its uid as confirmImpact.`
    : toError(error).message;
}

function isRefusal(error: unknown): boolean {
  return ['ConflictError', 'NotFoundError', 'InputError'].includes(toError(error).name);
}
