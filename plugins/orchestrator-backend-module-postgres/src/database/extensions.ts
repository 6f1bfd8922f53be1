import { escapeIdentifier } from 'pg';
import type { PostgresSession } from '../connection/PostgresSession';

/** Which of the wanted extensions are there, in the order in which they are wanted. */
export async function findExtensions(
  session: PostgresSession,
  wanted: readonly string[],
): Promise<string[]> {
  const rows = await session.query<{ name: string }>({
    doing: 'look for extensions',
    text: 'SELECT extname AS name FROM pg_extension WHERE extname = ANY($1)',
    values: [wanted],
  });
  const found = new Set(rows.map(row => row.name));
  return wanted.filter(name => found.has(name));
}

/** Adds an extension to the database of the session. */
export async function makeExtension(session: PostgresSession, name: string): Promise<void> {
  await session.query({
    doing: `create the extension "${name}"`,
    text: `CREATE EXTENSION IF NOT EXISTS ${escapeIdentifier(name)} CASCADE`,
  });
}
