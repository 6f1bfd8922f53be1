import { escapeIdentifier } from 'pg';
import type { PostgresSession } from '../connection/PostgresSession';

/** Drops a database, ending the connections to it (PostgreSQL 13). */
export async function dropDatabase(session: PostgresSession, name: string): Promise<void> {
  await session.query({
    doing: `drop the database "${name}"`,
    text: `DROP DATABASE IF EXISTS ${escapeIdentifier(name)} WITH (FORCE)`,
  });
}

/** Drops the role that owned a database; it is refused while the role owns anything else. */
export async function dropRole(session: PostgresSession, name: string): Promise<void> {
  await session.query({
    doing: `drop the role "${name}"`,
    text: `DROP ROLE IF EXISTS ${escapeIdentifier(name)}`,
  });
}
