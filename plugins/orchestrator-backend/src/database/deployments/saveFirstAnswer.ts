import type { Knex } from 'knex';

/** Keeps the first answer under an idempotency key. */
export async function saveFirstAnswer(
  transaction: Knex.Transaction,
  args: { principal: string; route: string; key: string; response: string },
): Promise<void> {
  const { principal, route, key, response } = args;
  await transaction('idempotency').where({ principal, route, key }).update({ response });
}
