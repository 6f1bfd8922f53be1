import type { Knex } from 'knex';

/** Counts that a worker found a deployment half done, and returns how often that has happened. */
export async function countResume(transaction: Knex.Transaction, uid: string): Promise<number> {
  await transaction('deployments').where({ uid }).increment('resumes', 1);
  const row = await transaction('deployments').select('resumes').where({ uid }).first();
  return row.resumes;
}
