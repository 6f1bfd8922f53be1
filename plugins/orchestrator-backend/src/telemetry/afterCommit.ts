import type { Knex } from 'knex';

/** Does something once a transaction has committed, and not at all when it is rolled back. */
export function afterCommit(transaction: Knex.Transaction, work: () => void): void {
  transaction.executionPromise.then(work, () => undefined); // whoever began it hears of the failure
}
