import type { Knex } from 'knex';

/** A driver, and what it calls a thing. */
export interface DrivenThing {
  driver: string;
  externalId: string;
}

/** An incarnation that another driver has adopted. */
export interface AdoptedThing {
  ledgerUid: string;
  /** What it was called before; absent: it had no name that could be taken. */
  before?: DrivenThing;
  /** What it is called now, which is no former name of it any more. */
  now?: DrivenThing;
}

/**
 * Keeps the names that things had under the drivers that they were adopted from: they are taken for as long as the thing
 * is there. A name has one holder, the last one.
 */
export async function keepFormerIds(
  transaction: Knex.Transaction,
  things: readonly AdoptedThing[],
): Promise<void> {
  for (const { ledgerUid, before, now } of things) {
    if (now) {
      await transaction('ledger_former_ids')
        .where({ ledger_uid: ledgerUid, driver: now.driver, external_id: now.externalId })
        .delete();
    }
    if (before) {
      const { driver, externalId } = before;
      await transaction('ledger_former_ids')
        .insert({ ledger_uid: ledgerUid, driver, external_id: externalId })
        .onConflict(['driver', 'external_id'])
        .merge();
    }
  }
}
