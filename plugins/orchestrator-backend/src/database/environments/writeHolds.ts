import type { EnvironmentHold } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { Knex } from 'knex';

/** Writes what rollbacks hold in an environment. The caller holds the environment's lock. */
export async function writeHolds(
  transaction: Knex.Transaction,
  environmentUid: string,
  holds: readonly EnvironmentHold[],
): Promise<void> {
  await transaction('environments')
    .where({ uid: environmentUid })
    .update({ holds: JSON.stringify(holds) });
}
