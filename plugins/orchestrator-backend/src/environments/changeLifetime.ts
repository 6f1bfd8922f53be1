import { ConflictError } from '@backstage/errors';
import type { EnvironmentTypeView } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { Knex } from 'knex';
import { lockEnvironment } from '../database/deployments/lockEnvironment';
import { writeExpiry } from '../database/environments/writeExpiry';
import { readDatabaseTime } from '../database/readDatabaseTime';
import { announce } from '../execution/outbox/announce';
import type { EnvironmentRecord } from './Environments';
import { lifetimeOf } from './lifetimeOf';

/**
 * Says anew when a preview deletes itself, counted from now, in the caller's transaction.
 *
 * @param type - its environment type
 * @param expiresIn - a duration such as `72h`, or `never`
 * @throws InputError for a lifetime that the type does not allow, ConflictError when its deletion has begun.
 */
export async function changeLifetime(
  transaction: Knex.Transaction,
  environment: EnvironmentRecord,
  type: EnvironmentTypeView,
  expiresIn: string,
): Promise<void> {
  const { uid, name, application, createdAt } = environment;
  const { status } = await lockEnvironment(transaction, uid);
  if (status !== 'active' && status !== 'paused') {
    throw new ConflictError(
      `The environment ${name} of ${application} is ${status}: its deletion has begun, so it cannot live longer. ` +
        `Cancel that deployment first if it still waits.`,
    );
  }
  const now = await readDatabaseTime(transaction);
  const age = Math.max(0, (Date.parse(now) - Date.parse(createdAt)) / 1_000);
  await writeExpiry(transaction, uid, lifetimeOf(type, expiresIn, age));
  await announce(transaction, environment, { environmentChanged: true });
}
