import type { Knex } from 'knex';
import type { Bell } from './WorkQueue';

/** How a bell stands among those that wait. */
export interface BellStanding {
  /** Answered before all that are not: somebody wants something to end. */
  urgent: boolean;
  /** Who the slots are shared out among: the application. Bells without one compete as one more application. */
  group?: string;
}

/** Finds out, in the transaction that rings, how a bell stands now. */
export type FindStanding = (transaction: Knex.Transaction, bell: Bell) => Promise<BellStanding>;

/** Finds all bells alike. */
export async function findNoStanding(): Promise<BellStanding> {
  return { urgent: false };
}
