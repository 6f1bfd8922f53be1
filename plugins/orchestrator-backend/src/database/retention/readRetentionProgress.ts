import type { Knex } from 'knex';
import { optional } from '../columns';

/** How far the removal of old records has come. */
export interface RetentionProgress {
  /** The step under way; absent: none. */
  step?: string;
  /** Where in it to go on; absent: at its beginning. */
  position?: string;
}

/** Reads how far the removal of old records has come. */
export async function readRetentionProgress(knex: Knex): Promise<RetentionProgress> {
  const row = await knex('retention_progress').first('step', 'position');
  return { step: optional(row.step), position: optional(row.position) };
}
