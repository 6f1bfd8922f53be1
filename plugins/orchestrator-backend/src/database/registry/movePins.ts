import type { NodeId } from '@tutti/planner';
import type { Knex } from 'knex';
import { v7 as uuid } from 'uuid';
import { whereAmong } from '../whereAmong';

/** A node that got another name. */
export interface NodeMove {
  from: NodeId;
  to: NodeId;
}

/** A pin that went along with its node. */
export interface MovedPin extends NodeMove {
  uid: string;
  definition: string;
  version: number;
}

/**
 * Lets the pins of moved nodes go along, in the transaction in which the nodes move. A pin of the environment itself
 * changes its node; one of the whole application stays, since the node has its old name in other environments, and this
 * environment gets one of its own. A pin that somebody has set for the new name already stays, and takes the place of
 * the old one.
 *
 * @returns the pins under their new names; those that gave way are not among them
 */
export async function movePins(
  transaction: Knex.Transaction,
  environment: { environmentUid: string; applicationUid: string },
  moves: readonly NodeMove[],
): Promise<MovedPin[]> {
  const pins = await pinsOfNodes(transaction, environment, moves);
  const moved: MovedPin[] = [];
  for (const { from, to } of moves) {
    const own = pins.find(pin => pin.node === from && pin.environment_uid !== null);
    const pin = own ?? pins.find(each => each.node === from);
    const isTaken = pins.some(each => each.node === to);
    if (pin && !isTaken) {
      const { definition, definition_uid, version, created_by } = pin;
      const uid = own?.uid ?? uuid();
      const place = { node: to, moved_from: pin.moved_from ?? from };
      if (own) {
        await transaction('pins').where({ uid }).update(place);
      } else {
        await transaction('pins').insert({
          ...{ uid, definition_uid, version, created_by, ...place },
          application_uid: environment.applicationUid,
          environment_uid: environment.environmentUid,
        });
      }
      moved.push({ uid, from, to, definition, version });
    } else if (own) {
      await transaction('pins').where({ uid: own.uid }).delete();
    }
  }
  return moved;
}

interface PinRow {
  uid: string;
  environment_uid: string | null;
  node: NodeId;
  definition_uid: string;
  definition: string;
  version: number;
  created_by: string;
  moved_from: NodeId | null;
}

async function pinsOfNodes(
  transaction: Knex.Transaction,
  { environmentUid, applicationUid }: { environmentUid: string; applicationUid: string },
  moves: readonly NodeMove[],
): Promise<PinRow[]> {
  const query = transaction('pins')
    .join('definitions', 'definitions.uid', 'pins.definition_uid')
    .where('pins.application_uid', applicationUid)
    .andWhere(either =>
      either.where('pins.environment_uid', environmentUid).orWhereNull('pins.environment_uid'),
    )
    .select('pins.*', { definition: 'definitions.name' });
  whereAmong(
    query,
    'pins.node',
    moves.flatMap(({ from, to }) => [from, to]),
  );
  return query;
}
