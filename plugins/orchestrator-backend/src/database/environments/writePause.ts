import type { EnvironmentPause } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { Knex } from 'knex';
import { readDatabaseTime } from '../readDatabaseTime';

/**
 * Writes who keeps deployments out of an environment, or that nobody does any more. The caller holds the environment's
 * lock, and changes its status beside.
 */
export async function writePause(
  transaction: Knex.Transaction,
  environmentUid: string,
  pause: Omit<EnvironmentPause, 'at'> | undefined,
): Promise<void> {
  const at = await readDatabaseTime(transaction);
  const text = pause && JSON.stringify({ by: pause.by, reason: pause.reason, at });
  await transaction('environments')
    .where({ uid: environmentUid })
    .update({
      pause: pause && !pause.refuses ? text : null,
      lock: pause?.refuses ? text : null,
    });
}
