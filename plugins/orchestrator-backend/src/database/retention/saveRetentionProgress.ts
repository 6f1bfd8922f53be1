import type { Knex } from 'knex';
import type { RetentionProgress } from './readRetentionProgress';

/** Writes down how far the removal of old records has come; without a step all of them are done. */
export async function saveRetentionProgress(
  knex: Knex,
  progress: RetentionProgress,
): Promise<void> {
  const { step, position } = progress;
  await knex('retention_progress').update({
    step: step ?? null,
    position: position ?? null,
    ...(step === undefined && { finished_at: knex.fn.now() }),
  });
}
