import { escapeIdentifier, escapeLiteral } from 'pg';
import type { PostgresSession } from '../connection/PostgresSession';

/**
 * Tags a database and the role of its name, which both exist, and changes nothing else about them; in one transaction, so
 * that they never belong to two.
 */
export async function tagDatabase(
  session: PostgresSession,
  options: {
    name: string;
    tag: string;
    /** Whether the administrator has to join the role, to be allowed to. */
    needsMembership: boolean;
  },
): Promise<void> {
  const name = escapeIdentifier(options.name);
  const tag = escapeLiteral(options.tag);
  await session.query({
    doing: `tag the database "${options.name}" and its role`,
    text: [
      ...(options.needsMembership ? [`GRANT ${name} TO CURRENT_USER`] : []),
      `COMMENT ON ROLE ${name} IS ${tag}`,
      `COMMENT ON DATABASE ${name} IS ${tag}`,
    ].join(';\n'),
  });
}
