import type { Knex } from 'knex';
import { advanceWave } from '../../../database/rollouts/advanceWave';
import { lockRollout } from '../../../database/rollouts/lockRollout';
import { openWave } from '../openWave';

/** Begins a wave after the one before it, if nobody has. @param wave - counts from 1 */
export async function beginNextWave(database: Knex, uid: string, wave: number): Promise<void> {
  await database.transaction(async transaction => {
    const rollout = await lockRollout(transaction, uid);
    if (rollout?.status === 'running' && rollout.wave === wave - 1) {
      await advanceWave(transaction, uid, wave);
      await openWave(transaction, rollout, wave);
    }
  });
}
