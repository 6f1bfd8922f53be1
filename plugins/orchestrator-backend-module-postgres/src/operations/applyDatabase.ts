import {
  conflictError,
  permanentError,
  type DriverResult,
} from '@tutti/backstage-plugin-platform-orchestrator-node';
import type { PostgresSession } from '../connection/PostgresSession';
import { lookAtDatabase, ownership, type DatabaseLook } from '../database/DatabaseLook';
import { findExtensions, makeExtension } from '../database/extensions';
import { lockDatabase } from '../database/lockDatabase';
import { claimDatabase, makeDatabase } from '../database/makeDatabase';
import { makeRole } from '../database/makeRole';
import { resourceTag } from '../database/resourceTag';
import type { PostgresContext, PostgresDatabaseState } from '../PostgresContext';
import type { DatabaseTarget } from './DatabaseTarget';
import { databaseResult } from './databaseResult';
import { effect } from './effect';

/**
 * Makes the role, the database and its extensions, or what is missing of them: first what bears the tag, then what can be
 * told from it, so that a crash between any two steps leaves nothing that nobody owns.
 *
 * @throws DriverError of class `conflict`, which names the owner, when the name belongs to somebody else.
 */
export async function applyDatabase(
  target: DatabaseTarget,
  context: PostgresContext,
): Promise<DriverResult<PostgresDatabaseState>> {
  const { database, server } = target;
  const password = context.state?.password ?? (await context.generate('password'));
  context.registerSecret(password);

  const { systemIdentifier } = await target.onServer(async session => {
    await lockDatabase(session, database);
    const look = await lookAtDatabase(session, database);
    refuseWhatIsNotOurs(look, target, context);
    await makeRoleAndDatabase(session, { look, target, context, password });
    return look;
  });
  if (target.extensions.length > 0) {
    await target.inDatabase(session => makeExtensions(session, target, context));
  }

  context.logger.info(`The database "${database}" is on PostgreSQL ${server.title}.`);
  return databaseResult(target, { password, systemIdentifier });
}

function refuseWhatIsNotOurs(
  look: DatabaseLook,
  target: DatabaseTarget,
  context: PostgresContext,
): void {
  const { database, server } = target;
  const { state, ledgerUid } = context;
  const owned = ownership(look, database, ledgerUid);
  if (owned.kind === 'other') {
    throw conflictError(
      `The name "${database}" is taken on PostgreSQL ${server.title}: it belongs to ${owned.owner}. Use another name ` +
        'as the input "database".',
      owned.owner,
    );
  }
  const isAnother =
    state && (state.database !== database || state.systemIdentifier !== look.systemIdentifier);
  if (isAnother && !look.database) {
    throw permanentError(
      `This node has the database ${state.externalId}; making ${target.externalId} in its place would leave the data ` +
        'behind. It has to be planned as a replace.',
    );
  }
}

async function makeRoleAndDatabase(
  session: PostgresSession,
  options: {
    look: DatabaseLook;
    target: DatabaseTarget;
    context: PostgresContext;
    password: string;
  },
): Promise<void> {
  const { look, target, context, password } = options;
  const { database: name } = target;
  const { ledgerUid, logger } = context;
  const tag = resourceTag(context);
  await effect(context, () =>
    makeRole(session, {
      name,
      password,
      tag,
      ledgerUid,
      exists: look.role !== undefined,
      needsMembership: !look.isSuperuser,
    }),
  );
  if (!look.database) {
    logger.info(`Creating the database "${name}" on PostgreSQL ${target.server.title}.`);
    await effect(context, () => makeDatabase(session, name));
  }
  await effect(context, () => claimDatabase(session, name, tag));
}

async function makeExtensions(
  session: PostgresSession,
  target: DatabaseTarget,
  context: PostgresContext,
): Promise<void> {
  await lockDatabase(session, target.database);
  const found = await findExtensions(session, target.extensions);
  for (const extension of target.extensions) {
    if (!found.includes(extension)) {
      context.logger.info(`Creating the extension "${extension}" in "${target.database}".`);
      await effect(context, () => makeExtension(session, extension));
    }
  }
}
