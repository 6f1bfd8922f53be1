import { PostgresSession, type OpenPostgresSessionOptions } from './PostgresSession';

/** Opens a session, hands it over, and closes it whatever happens. */
export async function withSession<T>(
  options: OpenPostgresSessionOptions,
  use: (session: PostgresSession) => Promise<T>,
): Promise<T> {
  const session = await PostgresSession.open(options);
  try {
    return await use(session);
  } finally {
    await session.close();
  }
}
