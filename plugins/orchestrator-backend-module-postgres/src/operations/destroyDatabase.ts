import type { DriverAbsence } from '@tutti/backstage-plugin-platform-orchestrator-node';
import { lookAtDatabase } from '../database/DatabaseLook';
import { dropDatabase, dropRole } from '../database/dropDatabase';
import { lockDatabase } from '../database/lockDatabase';
import type { PostgresContext } from '../PostgresContext';
import type { DatabaseTarget } from './DatabaseTarget';
import { effect } from './effect';
import { lookedFor, presenceOf } from './presence';

/**
 * Drops the database with all connections to it, then its role, and looks again: that look is the evidence. What belongs
 * to somebody else stays.
 */
export async function destroyDatabase(
  target: DatabaseTarget,
  context: PostgresContext,
): Promise<DriverAbsence> {
  const { database, server } = target;
  return target.onServer(async session => {
    await lockDatabase(session, database);
    const before = await lookAtDatabase(session, database);
    const presence = presenceOf(before, target, context);
    if (presence !== 'present') {
      return { presence, evidence: lookedFor(before, target, context) };
    }
    if (before.database) {
      context.logger.info(`Dropping the database "${database}" on PostgreSQL ${server.title}.`);
      await effect(context, () => dropDatabase(session, database));
    }
    if (before.role) {
      await effect(context, () => dropRole(session, database));
    }
    const after = await lookAtDatabase(session, database);
    const isGone = presenceOf(after, target, context) === 'absent';
    return {
      presence: isGone ? 'absent' : 'unknown',
      evidence: lookedFor(after, target, context),
    };
  });
}
