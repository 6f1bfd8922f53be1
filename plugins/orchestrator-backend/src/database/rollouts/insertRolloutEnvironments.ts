import type { Knex } from 'knex';

/** Rows of one statement; SQLite limits the number of its parameters. */
const BATCH = 100;

/** Writes the environments that a wave reaches; they wait for their turn. */
export async function insertRolloutEnvironments(
  transaction: Knex.Transaction,
  args: { rolloutUid: string; wave: number; environmentUids: readonly string[] },
): Promise<void> {
  const { rolloutUid, wave, environmentUids } = args;
  await transaction.batchInsert(
    'rollout_environments',
    environmentUids.map(uid => ({
      ...{ rollout_uid: rolloutUid, environment_uid: uid },
      ...{ wave, status: 'pending' },
    })),
    BATCH,
  );
}
