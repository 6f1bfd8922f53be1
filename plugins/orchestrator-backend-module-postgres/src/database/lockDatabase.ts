import type { PostgresSession } from '../connection/PostgresSession';

/** The key of the advisory lock on a database's name, as an SQL expression whose parameter is the name. */
export const LOCK_KEY = `hashtextextended('tutti.dev/database/' || $1, 0)`;

/**
 * Takes the advisory lock on a database's name until the session closes. It keeps workers apart that the fence cannot:
 * one that was frozen in the middle of an effect, and the one that took its lane over.
 *
 * Advisory locks belong to the database that the session is in, so all who work on one name connect to the same.
 *
 * @throws DriverError of class `transient` when another session holds it for too long.
 */
export async function lockDatabase(session: PostgresSession, name: string): Promise<void> {
  await session.query({
    doing: `lock the database "${name}" for this deployment`,
    text: `SELECT pg_advisory_lock(${LOCK_KEY})`,
    values: [name],
  });
}
