import type { DeploymentSet } from '@tutti/planner';
import type { Knex } from 'knex';

/** Keeps a deployment set under its hash; one that is kept already stays as it is. */
export async function saveSet(knex: Knex, hash: string, set: DeploymentSet): Promise<void> {
  await knex('deployment_sets')
    .insert({ hash, content: JSON.stringify(set) })
    .onConflict('hash')
    .ignore();
}
