import type { Knex } from 'knex';
import { isPostgres } from '../columns';

/**
 * Keeps a deployment's log below a size: when it is longer, its beginning (a quarter of the size) and its end (a half)
 * stay, and one line in between says which ones are left out. Numbers of lines do not change, so that readers go on
 * where they are. The caller holds the environment's lock, as for `appendLog`.
 *
 * @param limit - bytes of all messages together
 * @returns how many lines were removed
 */
export async function trimLog(
  transaction: Knex.Transaction,
  deploymentUid: string,
  limit: number,
): Promise<number> {
  const log = () => transaction('deployment_log').where({ deployment_uid: deploymentUid });
  const size = isPostgres(transaction) ? 'octet_length(message)' : 'length(cast(message as blob))';
  const whole = await log()
    .sum({ size: transaction.raw(size) })
    .first();
  if (Number(whole?.size ?? 0) <= limit) {
    return 0;
  }
  const upTo = (order: 'asc' | 'desc') =>
    transaction.from(
      log()
        .select('line', { size: transaction.raw(`sum(${size}) over (order by line ${order})`) })
        .as('lines'),
    );
  const first = await upTo('asc')
    .where('size', '<=', limit / 4)
    .max({ line: 'line' })
    .first();
  const last = await upTo('desc')
    .where('size', '<=', limit / 2)
    .min({ line: 'line' })
    .first();
  const from = Number(first?.line ?? 0) + 1;
  const to = Number(last?.line ?? Number.MAX_SAFE_INTEGER) - 1;
  if (to <= from || last?.line === null) {
    return 0;
  }
  await log()
    .where({ line: to })
    .update({
      level: 'warn',
      phase: null,
      node: null,
      message: `Lines ${from} to ${to} are left out: this log is longer than ${describeSize(limit)}.`,
    });
  return log().where('line', '>=', from).where('line', '<', to).delete();
}

function describeSize(bytes: number): string {
  return bytes >= 1_000_000 ? `${bytes / 1_000_000} MB` : `${bytes} bytes`;
}
