import type { Knex } from 'knex';
import { changeNodes } from '../../database/deployments/changeNodes';
import { insertIntents } from '../../database/execution/insertIntents';
import { settleIntents } from '../../database/execution/settleIntents';
import { deleteLedgerEntries } from '../../database/ledger/deleteLedgerEntries';
import { keepFormerIds } from '../../database/ledger/keepFormerIds';
import { unsettleNodes } from '../../database/ledger/unsettleNodes';
import { insertLedgerEntries, updateLedgerEntries } from '../../database/ledger/writeLedgerEntries';
import { movePins, type MovedPin } from '../../database/registry/movePins';
import type { RunChange } from './RunChange';

/**
 * Writes changes in the caller's fenced transaction, each kind in one statement, however many changes there are. What
 * gives way goes before what takes its place.
 *
 * @returns the pins that went along with nodes that moved
 */
export async function writeChanges(
  transaction: Knex.Transaction,
  about: { deploymentUid: string; environmentUid: string; applicationUid: string },
  changes: readonly RunChange[],
): Promise<MovedPin[]> {
  const all = <T>(each: (change: RunChange) => T[] | undefined) =>
    changes.flatMap(change => each(change) ?? []);
  const write = async <T>(items: T[], statement: (items: T[]) => Promise<void>) => {
    if (items.length > 0) {
      await statement(items);
    }
  };
  await write(
    all(change => change.gone),
    uids => deleteLedgerEntries(transaction, uids),
  );
  await write(
    all(change => change.updated),
    updates => updateLedgerEntries(transaction, updates),
  );
  await write(
    all(change => change.adopted),
    adopted => keepFormerIds(transaction, adopted),
  );
  await write(
    all(change => change.made),
    entries => insertLedgerEntries(transaction, entries),
  );
  const moved = all(change => change.moved);
  const movedPins = moved.length > 0 ? await movePins(transaction, about, moved) : [];
  await write([...new Set(all(change => change.unsettled))], nodes =>
    unsettleNodes(transaction, about.environmentUid, nodes),
  );
  await write(
    all(change => change.settled),
    settled => settleIntents(transaction, settled),
  );
  await write(
    all(change => change.intents),
    intents => insertIntents(transaction, intents),
  );
  await write(
    all(change => change.nodes),
    nodes => changeNodes(transaction, about.deploymentUid, nodes),
  );
  return movedPins;
}
