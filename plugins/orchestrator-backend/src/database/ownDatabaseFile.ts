import { ConflictError } from '@backstage/errors';
import createKnex, { type Knex } from 'knex';
import { isPostgres } from './columns';

/**
 * Makes this process the only one that works with a SQLite file, until it ends in whatever way: it holds an exclusive
 * transaction on an empty database beside it (`<file>.owner`), which the operating system gives back with the process. Two
 * processes would each answer the bells in their own memory, and so work on one environment at a time.
 *
 * Does nothing on PostgreSQL, and for a database in memory, which nobody else can reach.
 *
 * @returns gives the file back
 * @throws ConflictError when another process owns the file
 */
export async function ownDatabaseFile(database: Knex): Promise<() => Promise<void>> {
  const file = isPostgres(database) ? undefined : fileOf(database);
  if (file === undefined) {
    return async () => {};
  }
  const owner = createKnex({
    client: 'better-sqlite3',
    connection: { filename: `${file}.owner` },
    pool: { min: 1, max: 1 },
    useNullAsDefault: true,
  });
  try {
    // Waits for 5 s, which is how long a process that is being stopped may take.
    await owner.raw('begin exclusive');
  } catch (error) {
    await owner.destroy();
    if ((error as { code?: string }).code !== 'SQLITE_BUSY') {
      throw error;
    }
    throw new ConflictError(
      `Another process works with the database ${file}. SQLite belongs to one process: stop the other one, or use PostgreSQL for several replicas.`,
    );
  }
  return () => owner.destroy();
}

/** The file of a database; undefined when it is in memory. */
function fileOf(database: Knex): string | undefined {
  const { connection } = database.client.config;
  const name = typeof connection === 'string' ? connection : connection?.filename;
  return name === undefined || name === '' || name.includes(':memory:') ? undefined : name;
}
