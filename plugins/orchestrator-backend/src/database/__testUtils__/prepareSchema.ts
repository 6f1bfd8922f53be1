import type { Knex } from 'knex';
import { applyMigrations } from '../migrate';

/** A statement that changes something, as the migrations gave it to the database. */
interface Statement {
  sql: string;
  bindings?: readonly unknown[];
}

/** Changes nothing that a test could see: questions, the ends of transactions, and what columns are for. */
const LEFT_OUT = /^(select|begin|commit|comment)\b/i;

/** What the migrations ask of a kind of database, once they have run in this process. */
const recorded = new Map<string, readonly Statement[]>();

/**
 * Gives a database of a test the newest shape, if it has none. The first of each kind is migrated; the others are given the same
 * statements together, because hundreds of tests begin with this and the migrations are hundreds of round trips.
 */
export async function prepareSchema(knex: Knex): Promise<void> {
  const kind = String(knex.client.config.client);
  const statements = recorded.get(kind);
  if (await knex.schema.hasTable('knex_migrations')) {
    return; // two fixtures of one test share a database
  }
  if (!statements) {
    recorded.set(kind, await record(knex));
    return;
  }
  knex.client.config.compileSqlOnError = false;
  if (await knex.schema.hasTable('knex_migrations')) {
    return;
  }
  const connection = await knex.client.acquireConnection();
  try {
    for (const { sql, bindings } of together(statements)) {
      if (kind !== 'better-sqlite3') {
        await connection.query(sql, bindings);
      } else if (bindings) {
        // As knex does: SQLite knows no dates.
        connection
          .prepare(sql)
          .run(bindings.map(each => (each instanceof Date ? each.valueOf() : each)));
      } else {
        connection.exec(sql);
      }
    }
  } finally {
    await knex.client.releaseConnection(connection);
  }
}

async function record(knex: Knex): Promise<Statement[]> {
  const asked: Statement[] = [];
  const listen = (query: Statement) => asked.push(query);
  knex.on('query', listen);
  await applyMigrations(knex);
  knex.removeListener('query', listen);
  return asked.filter(({ sql }) => !LEFT_OUT.test(sql));
}

/** Statements without values can be sent in one message. */
function together(statements: readonly Statement[]): Statement[] {
  const messages: Statement[] = [];
  for (const { sql, bindings } of statements) {
    const last = messages.at(-1);
    if (bindings?.length) {
      messages.push({ sql, bindings });
    } else if (last && !last.bindings) {
      last.sql += `;\n${sql}`;
    } else {
      messages.push({ sql });
    }
  }
  return messages;
}
