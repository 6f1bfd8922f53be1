import type { NodeId } from '@tutti/planner';
import type { Knex } from 'knex';
import { whereAmong } from '../whereAmong';

/** Notes that the current incarnations of these nodes have to be applied again, even at the same inputs. */
export async function unsettleNodes(
  transaction: Knex.Transaction,
  environmentUid: string,
  nodes: NodeId[],
): Promise<void> {
  await transaction('ledger')
    .where({ environment_uid: environmentUid, role: 'current' })
    .modify(query => whereAmong(query, 'node', nodes))
    .update({ settled: false });
}
