import type { DeploymentSet } from '@tutti/planner';
import type { Knex } from 'knex';
import { databaseTimeIn } from '../databaseTime';

/** Seconds after which a set that is saved again is young again. */
const YOUNG = 30 * 60;

/**
 * Keeps a deployment set under its hash; one that is kept already stays as it is. It is young then: sets that nothing
 * refers to yet are removed when they are older than an hour at least. A row that is young already is not touched, and so
 * not locked: many environments want the same set, and would wait for each other's transactions.
 */
export async function saveSet(knex: Knex, hash: string, set: DeploymentSet): Promise<void> {
  const now = databaseTimeIn(knex, 0);
  await knex.raw(
    `insert into deployment_sets (hash, content, created_at)
      select cast(? as text), cast(? as text), ? where not exists (
        select 1 from deployment_sets where hash = ? and created_at >= ?)
      on conflict (hash) do update set created_at = excluded.created_at`,
    [hash, JSON.stringify(set), now, hash, databaseTimeIn(knex, -YOUNG)],
  );
}
