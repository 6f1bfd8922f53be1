import type { Knex } from 'knex';
import type { JournalOperation, OpenIntent } from './JournalEntry';

/** An open intent, and what it is about. */
export interface LocatedIntent extends OpenIntent {
  ledgerUid: string;
  operation: JournalOperation;
}

/**
 * Every intended effect on what is in an environment whose outcome nobody knows, at most one of each incarnation. Served by the partial
 * index `journal_open_index`, so the length of the journal does not matter.
 */
export async function listOpenIntents(
  knex: Knex,
  environmentUid: string,
): Promise<LocatedIntent[]> {
  const rows = await knex('journal')
    .join('ledger', 'ledger.uid', 'journal.ledger_uid')
    .where('ledger.environment_uid', environmentUid)
    .whereNull('journal.outcome')
    .select('journal.*');
  return rows.map(row => ({
    uid: row.uid,
    ledgerUid: row.ledger_uid,
    operation: row.operation,
    idempotencyKey: row.idempotency_key,
    digest: row.intent_digest,
  }));
}
