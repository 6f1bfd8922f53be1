import type { Knex } from 'knex';

/** What {@link raiseEpoch} needs to know. */
export interface EpochRaise {
  /** Sentence: how the restore was found out. */
  reason: string;
  /** The highest epoch that was seen outside; default: none. */
  above?: number;
  /** Counts once: a second raise of the same label does nothing. */
  label?: string;
}

/**
 * Begins a new epoch, above any inside and outside, after this database was restored from a backup. Owners of lanes lose them,
 * and what the ledger says is there has not been checked. What a driver could not tell before waits for a person as it did.
 *
 * @returns the epoch; undefined when this label has been raised before
 */
export async function raiseEpoch(
  transaction: Knex.Transaction,
  { reason, above = 0, label }: EpochRaise,
): Promise<number | undefined> {
  const [epochs, lanes] = await Promise.all([
    transaction('epochs').max({ epoch: 'epoch' }).first(),
    transaction('lanes').max({ epoch: 'epoch' }).first(),
  ]);
  const epoch = Math.max(1, above, Number(epochs?.epoch ?? 0), Number(lanes?.epoch ?? 0)) + 1;
  const begun = await transaction('epochs')
    .insert({ epoch, reason, label: label ?? null })
    .onConflict('label')
    .ignore()
    .returning('epoch');
  if (begun.length === 0) {
    return undefined;
  }
  await transaction('lanes').update({ epoch, taken_at: transaction.fn.now() });
  await transaction('ledger')
    .whereIn('presence', ['present', 'absent'])
    .update({ presence: 'not-checked', updated_at: transaction.fn.now() });
  return epoch;
}
