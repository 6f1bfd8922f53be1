import type { JsonObject } from '@tutti/score';
import type { Knex } from 'knex';

/**
 * Closes the effects on an incarnation whose outcome nobody knew, once somebody has found out that it is gone: what was to
 * destroy it has, what was to apply it has not.
 */
export async function settleOpenIntents(
  transaction: Knex.Transaction,
  ledgerUid: string,
  evidence: JsonObject,
): Promise<void> {
  await transaction('journal')
    .where({ ledger_uid: ledgerUid })
    .whereNull('outcome')
    .update({
      outcome: transaction.raw(`case operation when 'destroy' then 'succeeded' else 'failed' end`),
      evidence: JSON.stringify(evidence),
      finished_at: transaction.fn.now(),
    });
}
