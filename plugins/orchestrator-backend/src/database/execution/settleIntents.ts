import type { JsonObject } from '@tutti/score';
import type { Knex } from 'knex';
import { recordset } from '../recordset';

/** What came of an effect. */
export interface SettledIntent {
  uid: string;
  /** Overtaken: nobody knows, and it no longer matters, since something else was begun with the same thing. */
  outcome: 'succeeded' | 'failed' | 'overtaken';
  evidence?: JsonObject;
  error?: string;
}

/** Writes down what came of effects. */
export async function settleIntents(
  transaction: Knex.Transaction,
  settled: readonly SettledIntent[],
): Promise<void> {
  const rows = settled.map(({ uid, outcome, evidence, error }) => ({
    ...{ uid, outcome, error },
    evidence: evidence && JSON.stringify(evidence),
  }));
  const columns = { uid: 'text', outcome: 'text', evidence: 'text', error: 'text' } as const;
  await transaction.raw(
    `update journal set outcome = given.outcome, evidence = given.evidence, error = given.error, ` +
      `finished_at = ? from ? where journal.uid = given.uid`,
    [transaction.fn.now(), recordset(transaction, columns, rows)],
  );
}
