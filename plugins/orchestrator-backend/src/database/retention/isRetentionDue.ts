import type { Knex } from 'knex';
import { databaseTimeIn } from '../databaseTime';

/** Says whether a round is under way, or so many seconds have passed since the last one. Reads one row. */
export async function isRetentionDue(knex: Knex, interval: number): Promise<boolean> {
  const row = await knex('retention_progress')
    .where(due =>
      due
        .whereNotNull('step')
        .orWhereNull('finished_at')
        .orWhere('finished_at', '<', databaseTimeIn(knex, -interval)),
    )
    .first('id');
  return row !== undefined;
}
