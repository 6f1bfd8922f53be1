import type { Knex } from 'knex';
import type { JournalOperation, OpenIntent } from './JournalEntry';

/** The last intent of an operation on an incarnation whose outcome is unknown; undefined when all are known. */
export async function findOpenIntent(
  knex: Knex,
  args: { ledgerUid: string; operation: JournalOperation },
): Promise<OpenIntent | undefined> {
  const row = await knex('journal')
    .where({ ledger_uid: args.ledgerUid, operation: args.operation })
    .whereNull('outcome')
    .orderBy('uid', 'desc')
    .first();
  return row && { uid: row.uid, idempotencyKey: row.idempotency_key, digest: row.intent_digest };
}
