import type { DeploymentSet } from '@tutti/planner';
import type { Knex } from 'knex';
import { databaseTimeIn } from '../databaseTime';

/** Seconds after which a set that is saved again is young again. */
const YOUNG = 30 * 60;

/**
 * Keeps a deployment set under its hash; one that is kept already stays as it is. It is young then: sets that nothing
 * refers to yet are removed when they are older, and that waits until this transaction has ended.
 */
export async function saveSet(knex: Knex, hash: string, set: DeploymentSet): Promise<void> {
  await knex('deployment_sets')
    .insert({ hash, content: JSON.stringify(set) })
    .onConflict('hash')
    .merge({ created_at: knex.fn.now() })
    .where('deployment_sets.created_at', '<', databaseTimeIn(knex, -YOUNG));
}
