import type { PostgresSession } from '../connection/PostgresSession';
import { lookAtDatabase, type DatabaseLook } from './DatabaseLook';

/** What there is on a server under one name, and what matters to whoever would take it over from somebody else. */
export interface AdoptionLook extends DatabaseLook {
  /** Whether the administrator may tag the role and let itself into it. */
  mayAdminister: boolean;
  /** What every role may do with the database, such as `CONNECT`; sorted. */
  publicPrivileges: string[];
}

interface Row {
  may_administer: boolean | null;
  public_privileges: string[];
}

/** Looks for the database and the role of a name that somebody else has made. */
export async function lookForAdoption(
  session: PostgresSession,
  name: string,
): Promise<AdoptionLook> {
  const look = await lookAtDatabase(session, name);
  const [row] = await session.query<Row>({
    doing: `look for the privileges of the database "${name}"`,
    // Until version 15 CREATEROLE is enough for roles that are no superusers; from 16 on it takes the ADMIN option.
    text: `SELECT self.rolsuper OR (self.rolcreaterole AND NOT r.rolsuper AND (
            current_setting('server_version_num')::int < 160000
            OR pg_has_role(self.oid, r.oid, 'MEMBER WITH ADMIN OPTION'))) AS may_administer,
        ARRAY(SELECT DISTINCT acl.privilege_type::text
          FROM pg_database d, aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) AS acl
          WHERE d.datname = $1 AND acl.grantee = 0 ORDER BY 1) AS public_privileges
      FROM pg_roles self LEFT JOIN pg_roles r ON r.rolname = $1
      WHERE self.rolname = current_user`,
    values: [name],
  });
  return {
    ...look,
    mayAdminister: row.may_administer === true,
    publicPrivileges: row.public_privileges,
  };
}
