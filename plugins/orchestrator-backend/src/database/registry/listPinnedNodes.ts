import type { PinnedNodeState } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { Knex } from 'knex';
import { whereAmong } from '../whereAmong';

/** What has become of the nodes of pins, by the uid of the pin: in its environment, or in any of its application. */
export async function listPinnedNodes(
  database: Knex,
  uids: readonly string[],
): Promise<Map<string, PinnedNodeState>> {
  const query = database('pins')
    .join('environments', 'environments.application_uid', 'pins.application_uid')
    .join('ledger', join =>
      join.on('ledger.environment_uid', 'environments.uid').andOn('ledger.node', 'pins.node'),
    )
    .whereNot('environments.status', 'deleted')
    .andWhere(place =>
      place.whereNull('pins.environment_uid').orWhereRaw('pins.environment_uid = environments.uid'),
    )
    .distinct('pins.uid', 'ledger.role');
  whereAmong(query, 'pins.uid', uids);
  const states = new Map<string, PinnedNodeState>(uids.map(uid => [uid, 'missing']));
  for (const { uid, role } of await query) {
    if (states.get(uid) !== 'current') {
      states.set(uid, role === 'current' ? 'current' : 'left-behind');
    }
  }
  return states;
}
