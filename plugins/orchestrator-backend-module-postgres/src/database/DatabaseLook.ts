import type { PostgresSession } from '../connection/PostgresSession';
import { taggedUid } from './resourceTag';

/** What there is on a server under one name. */
export interface DatabaseLook {
  /** The server itself: it stays the same under another address, and is another one after a restore from a copy. */
  systemIdentifier: string;
  /** Whether the administrator is a superuser, for whom no membership is needed. */
  isSuperuser: boolean;
  database?: { owner: string; comment?: string };
  role?: { comment?: string };
}

interface Row {
  system: string;
  superuser: boolean;
  owner: string | null;
  database_comment: string | null;
  role: string | null;
  role_comment: string | null;
}

/** Looks for the database and the role of a name. */
export async function lookAtDatabase(
  session: PostgresSession,
  name: string,
): Promise<DatabaseLook> {
  const [row] = await session.query<Row>({
    doing: `look for the database "${name}"`,
    text: `SELECT (SELECT system_identifier::text FROM pg_control_system()) AS system,
        (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) AS superuser,
        pg_get_userbyid(d.datdba) AS owner, shobj_description(d.oid, 'pg_database') AS database_comment,
        r.rolname AS role, shobj_description(r.oid, 'pg_authid') AS role_comment
      FROM (SELECT $1::name AS name) AS wanted
      LEFT JOIN pg_database d ON d.datname = wanted.name
      LEFT JOIN pg_roles r ON r.rolname = wanted.name`,
    values: [name],
  });
  return {
    systemIdentifier: row.system,
    isSuperuser: row.superuser,
    database:
      row.owner === null
        ? undefined
        : { owner: row.owner, comment: row.database_comment ?? undefined },
    role: row.role === null ? undefined : { comment: row.role_comment ?? undefined },
  };
}

/**
 * To whom the database and the role of a name belong, seen from one incarnation: nobody (they do not exist), itself, or
 * another, who is named in words.
 *
 * A database without a tag is the incarnation's own when its owner is the role of that name and the role has the tag:
 * the role is made first, and a crash may come before the database is tagged.
 */
export function ownership(
  look: DatabaseLook,
  name: string,
  ledgerUid: string,
): { kind: 'nobody' } | { kind: 'own' } | { kind: 'other'; owner: string } {
  const { database, role } = look;
  if (role && taggedUid(role.comment) !== ledgerUid) {
    return { kind: 'other', owner: role.comment ?? 'somebody who made the role by hand' };
  }
  if (!database) {
    return role ? { kind: 'own' } : { kind: 'nobody' };
  }
  const uid = taggedUid(database.comment);
  const isOwn = uid === ledgerUid || (uid === undefined && role && database.owner === name);
  return isOwn
    ? { kind: 'own' }
    : { kind: 'other', owner: database.comment ?? `the role "${database.owner}"` };
}
