import { readdirSync } from 'node:fs';
import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { prepareSchema } from './database/__testUtils__/prepareSchema';
import { applyMigrations, migrationsDirectory } from './database/migrate';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

/** Tables and indexes, as far as both databases tell. */
async function shapeOf(knex: Knex): Promise<string[]> {
  const rows: { name: string }[] = String(knex.client.config.client).includes('pg')
    ? await knex('pg_class')
        .select('relname as name')
        .whereRaw(`relnamespace = current_schema()::regnamespace`)
        .whereIn('relkind', ['r', 'i', 'S', 'v'])
    : await knex('sqlite_master').select('name');
  return rows
    .map(row => row.name)
    .filter(name => !/^(knex_|sqlite_)/.test(name))
    .sort();
}

/** Everything that is written down of tables, columns, indexes and constraints. */
async function definitionOf(knex: Knex): Promise<unknown[]> {
  if (!String(knex.client.config.client).includes('pg')) {
    return knex('sqlite_master').select('sql').orderBy('name');
  }
  const { rows } = await knex.raw(
    `select table_name as of, column_name || ' ' || data_type || ' ' || is_nullable || ' ' || coalesce(column_default, '') as says ` +
      `from information_schema.columns where table_schema = current_schema() ` +
      `union all select tablename, indexdef from pg_indexes where schemaname = current_schema() ` +
      `union all select conrelid::regclass::text, conname || ' ' || pg_get_constraintdef(oid) from pg_constraint ` +
      `where connamespace = current_schema()::regnamespace order by 1, 2`,
  );
  return rows;
}

describe('migrations', () => {
  it.each(databases.eachSupportedId())(
    'go up and down one by one and leave nothing behind, on %p',
    async databaseId => {
      const knex = await databases.init(databaseId);
      const directory = migrationsDirectory();
      const files = readdirSync(directory).filter(file => file.endsWith('.js'));
      expect(files.length).toBeGreaterThan(0);

      const shapes = [await shapeOf(knex)];
      for (const file of files.sort()) {
        const [, applied] = await knex.migrate.up({ directory });
        expect(applied.map((name: string) => name.split('/').pop())).toEqual([file]);
        shapes.push(await shapeOf(knex));
      }
      for (const before of shapes.reverse().slice(1)) {
        await knex.migrate.down({ directory });
        await expect(shapeOf(knex)).resolves.toEqual(before);
      }
    },
  );

  it.each(databases.eachSupportedId())(
    'are waited for by replicas that start at the same time, on %p',
    async databaseId => {
      const knex = await databases.init(databaseId);
      await Promise.all([1, 2, 3].map(() => applyMigrations(knex)));
      expect((await knex.migrate.list({ directory: migrationsDirectory() }))[1]).toEqual([]);
    },
  );

  it.each(databases.eachSupportedId())(
    'leave a database whose errors show no values, on %p',
    async databaseId => {
      const knex = await databases.init(databaseId);
      await applyMigrations(knex);

      const write = (work: Knex) => work('no_such_table').insert({ name: 'a private thing' });
      for (const written of [write(knex), knex.transaction(write)]) {
        const error: Error = await written.then(
          () => new Error('It was written.'),
          failure => failure,
        );
        expect(error.message).toContain('no_such_table');
        expect(error.message).not.toContain('private');
      }
    },
  );

  it.each(databases.eachSupportedId())(
    'give the shape that tests are given by a shorter way, on %p',
    async databaseId => {
      const [migrated, prepared] = [
        await databases.init(databaseId),
        await databases.init(databaseId),
      ];
      await prepareSchema(migrated);
      await prepareSchema(prepared);
      await prepareSchema(prepared); // as a second replica does
      await expect(definitionOf(prepared)).resolves.toEqual(await definitionOf(migrated));
      expect(await migrated.migrate.list({ directory: migrationsDirectory() })).toEqual([
        expect.any(Array),
        [],
      ]);
      await expect(applyMigrations(prepared)).resolves.toBeUndefined();
    },
  );
});
