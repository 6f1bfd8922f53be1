import { escapeIdentifier, escapeLiteral } from 'pg';
import type { PostgresSession } from '../connection/PostgresSession';

/** Makes a database that belongs to the role of its name. */
export async function makeDatabase(session: PostgresSession, name: string): Promise<void> {
  await session.query({
    doing: `create the database "${name}"`,
    text: `CREATE DATABASE ${escapeIdentifier(name)} OWNER ${escapeIdentifier(name)}`,
  });
}

/**
 * Tags a database, gives it to the role of its name, closes it to all other roles, and opens it again when its
 * destruction was cut short.
 */
export async function claimDatabase(
  session: PostgresSession,
  name: string,
  tag: string,
): Promise<void> {
  const database = escapeIdentifier(name);
  await session.query({
    doing: `tag the database "${name}" and close it to other roles`,
    text: [
      `COMMENT ON DATABASE ${database} IS ${escapeLiteral(tag)}`,
      `ALTER DATABASE ${database} OWNER TO ${database}`,
      `REVOKE ALL ON DATABASE ${database} FROM PUBLIC`,
      `ALTER DATABASE ${database} WITH ALLOW_CONNECTIONS true`,
    ].join(';\n'),
  });
}
