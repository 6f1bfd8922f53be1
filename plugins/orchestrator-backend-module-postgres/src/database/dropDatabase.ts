import { escapeIdentifier } from 'pg';
import type { PostgresSession } from '../connection/PostgresSession';

/**
 * Drops a database, ending the connections to it. Not by `WITH (FORCE)`, which is refused to whoever is no superuser
 * while the server itself is vacuuming there; a plain drop ends that work, and waits for the rest to go.
 */
export async function dropDatabase(session: PostgresSession, name: string): Promise<void> {
  await session.query({
    doing: `close the database "${name}" to new connections`,
    text: `ALTER DATABASE ${escapeIdentifier(name)} WITH ALLOW_CONNECTIONS false`,
  });
  await session.query({
    doing: `end the connections to the database "${name}"`,
    text: `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
           WHERE datname = $1 AND backend_type = 'client backend' AND pid <> pg_backend_pid()`,
    values: [name],
  });
  await session.query({
    doing: `drop the database "${name}"`,
    text: `DROP DATABASE IF EXISTS ${escapeIdentifier(name)}`,
  });
}

/** Drops the role that owned a database; it is refused while the role owns anything else. */
export async function dropRole(session: PostgresSession, name: string): Promise<void> {
  await session.query({
    doing: `drop the role "${name}"`,
    text: `DROP ROLE IF EXISTS ${escapeIdentifier(name)}`,
  });
}
