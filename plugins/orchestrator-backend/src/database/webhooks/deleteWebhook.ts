import type { Knex } from 'knex';

/** Removes a webhook and its deliveries. */
export async function deleteWebhook(knex: Knex, uid: string): Promise<void> {
  await knex.transaction(async transaction => {
    // SQLite keeps to the foreign key only where it was told to.
    await transaction('deliveries').where({ webhook_uid: uid }).delete();
    await transaction('webhooks').where({ uid }).delete();
  });
}
