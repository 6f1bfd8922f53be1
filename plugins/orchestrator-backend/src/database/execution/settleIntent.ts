import type { JsonObject } from '@tutti/score';
import type { Knex } from 'knex';

/** Writes down what came of an effect. */
export async function settleIntent(
  transaction: Knex.Transaction,
  uid: string,
  result: { outcome: 'succeeded' | 'failed'; evidence?: JsonObject; error?: string },
): Promise<void> {
  await transaction('journal')
    .where({ uid })
    .update({
      outcome: result.outcome,
      evidence: result.evidence ? JSON.stringify(result.evidence) : null,
      error: result.error ?? null,
      finished_at: transaction.fn.now(),
    });
}
