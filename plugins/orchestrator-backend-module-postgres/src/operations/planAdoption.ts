import {
  conflictError,
  permanentError,
  type AdoptingContext,
  type DriverDifference,
  type DriverPlan,
} from '@tutti/backstage-plugin-platform-orchestrator-node';
import type { JsonObject } from '@tutti/score';
import { lookForAdoption, type AdoptionLook } from '../database/AdoptionLook';
import { findExtensions } from '../database/extensions';
import { resourceTag, taggedUid } from '../database/resourceTag';
import type { PostgresDatabaseState } from '../PostgresContext';
import type { DatabaseTarget } from './DatabaseTarget';
import { passwordDifference } from './passwordDifference';

/** The context of an adoption by this driver. */
export type PostgresAdoptingContext = AdoptingContext<JsonObject, PostgresDatabaseState>;

/**
 * Finds out by looking what would be otherwise about a database that somebody else made, were it this driver's: where it
 * is reached, its name and role, who owns it, who else may use it, whether the password is right, its extensions. Tags are
 * no difference where there was no comment.
 *
 * @throws DriverError of class `permanent` when there is no such database, or the administrator may not tag it; of class
 *   `conflict`, which names the owner, when it bears another resource's tag.
 */
export async function planAdoption(
  target: DatabaseTarget,
  context: PostgresAdoptingContext,
): Promise<DriverPlan> {
  const { database, externalId } = target;
  const look = await target.onServer(session => lookForAdoption(session, database));
  const differences = [
    ...outputDifferences(target, context),
    ...lookDifferences(look, target, context),
  ];
  if (look.role) {
    differences.push(...(await passwordDifference(target, context)));
  }
  const wanted = target.extensions;
  if (wanted.length > 0) {
    const found = await target.inDatabase(session => findExtensions(session, wanted));
    if (found.length < wanted.length) {
      differences.push({ path: '/inputs/extensions', before: found, after: wanted });
    }
  }
  const advice = adviceFor(differences, database);
  return {
    action: 'unchanged',
    differences,
    externalId,
    ...(advice !== '' && { reason: advice }),
  };
}

/**
 * What of a look tells that adopting would change something.
 *
 * @throws as {@link planAdoption}
 */
export function lookDifferences(
  look: AdoptionLook,
  target: DatabaseTarget,
  context: PostgresAdoptingContext,
): DriverDifference[] {
  const { database: name, server } = target;
  const { database, role, publicPrivileges } = look;
  if (!database) {
    throw permanentError(
      `There is no database "${name}" on PostgreSQL ${server.title}, so there is nothing to adopt. Name the one that ` +
        `${context.adopting.externalId} is, by the inputs "server" and "database".`,
    );
  }
  refuseTagsOfOthers(look, target, context);
  if (role && !look.mayAdminister) {
    throw permanentError(
      `The user "${server.username}" of PostgreSQL ${server.title} may not manage the role "${name}": give it CREATEROLE, ` +
        `and from PostgreSQL 16 on GRANT "${name}" TO "${server.username}" WITH ADMIN OPTION.`,
    );
  }
  const tag = resourceTag(context);
  const comments = [
    ['/comments/database', database.comment],
    ['/comments/role', role?.comment],
  ] as const;
  return [
    ...(role ? [] : [{ path: '/role', after: name }]),
    ...(database.owner === name ? [] : [{ path: '/owner', before: database.owner, after: name }]),
    ...(publicPrivileges.length === 0
      ? []
      : [{ path: '/privileges/public', before: publicPrivileges, after: [] }]),
    ...comments
      .filter(([, before]) => before !== undefined && taggedUid(before) === undefined)
      .map(([path, before]) => ({ path, before, after: tag })),
  ];
}

function refuseTagsOfOthers(
  { database, role }: AdoptionLook,
  { database: name, server }: DatabaseTarget,
  { ledgerUid }: PostgresAdoptingContext,
): void {
  for (const comment of [database?.comment, role?.comment]) {
    const uid = taggedUid(comment);
    if (comment !== undefined && uid !== undefined && uid !== ledgerUid) {
      throw conflictError(
        `The database "${name}" on PostgreSQL ${server.title} belongs to ${comment}, so nobody else can adopt it.`,
        comment,
      );
    }
  }
}

function outputDifferences(
  { server, database }: DatabaseTarget,
  { adopting }: PostgresAdoptingContext,
): DriverDifference[] {
  const wanted = {
    host: server.externalHost,
    port: server.externalPort,
    name: database,
    username: database,
  };
  return Object.entries(wanted)
    .filter(([name, after]) => adopting.outputs[name] !== after)
    .map(([name, after]) => {
      const before = adopting.outputs[name];
      return { path: `/outputs/${name}`, ...(before !== undefined && { before }), after };
    });
}

/** What a person does about each difference that is not plain from the definition. */
function adviceFor(differences: readonly DriverDifference[], name: string): string {
  const advice: Record<string, string> = {
    '/owner': `The role "${name}" has to own the database: ALTER DATABASE "${name}" OWNER TO "${name}".`,
    '/role': `The database has to belong to a role of its name: make "${name}", and give it the database.`,
    '/privileges/public': `Other roles may use it, which this driver does not allow: REVOKE ALL ON DATABASE "${name}" FROM PUBLIC, once nobody needs that.`,
    '/comments/database':
      'The comment of the database would be lost: COMMENT ON DATABASE … IS NULL.',
    '/comments/role': 'The comment of the role would be lost: COMMENT ON ROLE … IS NULL.',
    '/outputs/password':
      'The password that is known cannot be shown to be that of the role, and this driver would set another one.',
  };
  return differences.flatMap(({ path }) => advice[path] ?? []).join(' ');
}
