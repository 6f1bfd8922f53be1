import {
  permanentError,
  type DriverDifference,
  type DriverResult,
} from '@tutti/backstage-plugin-platform-orchestrator-node';
import { lookForAdoption } from '../database/AdoptionLook';
import { lockDatabase } from '../database/lockDatabase';
import { resourceTag } from '../database/resourceTag';
import { tagDatabase } from '../database/tagDatabase';
import type { PostgresDatabaseState } from '../PostgresContext';
import type { DatabaseTarget } from './DatabaseTarget';
import { databaseResult } from './databaseResult';
import { effect } from './effect';
import { lookDifferences, planAdoption, type PostgresAdoptingContext } from './planAdoption';

/**
 * Takes over a database that somebody else made: looks at all of it again, and under the lock once more at what can be told
 * at once, and tags the database and its role. Nothing else about them changes, the password least of all.
 *
 * @throws DriverError as `planAdoption`, and of class `permanent` when adopting would change something.
 */
export async function adoptDatabase(
  target: DatabaseTarget,
  context: PostgresAdoptingContext,
): Promise<DriverResult<PostgresDatabaseState>> {
  const { database: name, server } = target;
  const { adopting, logger } = context;
  refuse((await planAdoption(target, context)).differences, target);
  const { systemIdentifier } = await target.onServer(async session => {
    await lockDatabase(session, name);
    const look = await lookForAdoption(session, name);
    refuse(lookDifferences(look, target, context), target);
    const tag = resourceTag(context);
    await effect(context, () =>
      tagDatabase(session, { name, tag, needsMembership: !look.isSuperuser }),
    );
    return look;
  });
  logger.info(
    `The database "${name}" on PostgreSQL ${server.title} is adopted from ${adopting.driver}.`,
  );
  // That it is a text was seen when it let the role in.
  return databaseResult(target, {
    password: adopting.outputs.password as string,
    systemIdentifier,
  });
}

function refuse(differences: readonly DriverDifference[], { database }: DatabaseTarget): void {
  if (differences.length > 0) {
    throw permanentError(
      `The database "${database}" is not as this driver would have made it: ` +
        `${differences.map(({ path }) => path).join(', ')}. It is left as it is.`,
    );
  }
}
