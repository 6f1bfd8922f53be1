import type { Knex } from 'knex';

/** The first answer under an idempotency key. */
export interface FirstAnswer {
  bodyHash: string;
  /** JSON text. */
  response: string;
}

/**
 * Takes an idempotency key for this transaction; returns the first answer when the key was used before. Whoever comes
 * second waits in the unique index until the first has committed.
 */
export async function claimIdempotencyKey(
  transaction: Knex.Transaction,
  args: { principal: string; route: string; key: string; bodyHash: string },
): Promise<FirstAnswer | undefined> {
  const { principal, route, key, bodyHash } = args;
  const claimed = await transaction('idempotency')
    .insert({ principal, route, key, body_hash: bodyHash })
    .onConflict(['principal', 'route', 'key'])
    .ignore()
    .returning('key');
  if (claimed.length > 0) {
    return undefined;
  }
  const row = await transaction('idempotency').where({ principal, route, key }).first();
  return { bodyHash: row.body_hash, response: row.response };
}
