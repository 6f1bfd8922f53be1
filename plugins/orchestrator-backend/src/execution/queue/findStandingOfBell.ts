import type { Knex } from 'knex';
import { findStandingOfLane } from '../../database/execution/findStandingOfLane';
import type { BellStanding } from './BellStanding';
import type { Bell } from './WorkQueue';

/** How a bell stands by what is in our own tables: lanes by application, urgent ones first; tasks are all alike. */
export async function findStandingOfBell(
  transaction: Knex.Transaction,
  bell: Bell,
): Promise<BellStanding> {
  const lane = bell.kind === 'lane' ? await findStandingOfLane(transaction, bell.key) : undefined;
  return { urgent: lane?.urgent ?? false, group: lane?.applicationUid };
}
