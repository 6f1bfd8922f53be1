import { ConflictError } from '@backstage/errors';
import type { EnvironmentStatus } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { Knex } from 'knex';
import { assertEnvironmentTransition } from '../../environments/environmentStatus';
import { announceEnvironment } from '../../execution/outbox/announceStatus';

/**
 * Moves an environment from one status to another, and has others told. A deleted one frees its name. The caller holds the
 * environment's lock.
 *
 * @throws Error for a transition that the table does not have.
 * @throws ConflictError when the environment is in another status by now.
 */
export async function changeEnvironmentStatus(
  transaction: Knex.Transaction,
  uid: string,
  from: EnvironmentStatus,
  to: EnvironmentStatus,
): Promise<void> {
  assertEnvironmentTransition(from, to);
  const changed = await transaction('environments')
    .where({ uid, status: from })
    .update({ status: to, ...(to === 'deleted' && { deleted_at: transaction.fn.now() }) });
  if (changed !== 1) {
    throw new ConflictError(
      `The environment ${uid} is no longer ${from}, so it cannot become ${to}.`,
    );
  }
  await announceEnvironment(transaction, uid, { status: to, previousStatus: from });
}
