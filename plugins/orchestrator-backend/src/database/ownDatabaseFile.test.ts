import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import createKnex, { type Knex } from 'knex';
import { ownDatabaseFile } from './ownDatabaseFile';

jest.setTimeout(60_000);

describe('the owner of a SQLite file', () => {
  let folder: string;
  let file: string;
  const databases: Knex[] = [];
  const open = (filename: string) => {
    const database = createKnex({
      client: 'better-sqlite3',
      connection: { filename },
      useNullAsDefault: true,
    });
    databases.push(database);
    return database;
  };

  beforeEach(async () => {
    folder = await fs.mkdtemp(path.join(os.tmpdir(), 'tutti-owner-'));
    file = path.join(folder, 'platform-orchestrator.sqlite');
  });
  afterEach(async () => {
    await Promise.all(databases.splice(0).map(database => database.destroy()));
    await fs.rm(folder, { recursive: true });
  });

  it('is one process: a second one is refused with a sentence, until the first gives the file back', async () => {
    const giveBack = await ownDatabaseFile(open(file));
    await expect(ownDatabaseFile(open(file))).rejects.toThrow(
      `Another process works with the database ${file}. SQLite belongs to one process: stop the other one, or use PostgreSQL for several replicas.`,
    );
    await giveBack();
    await (
      await ownDatabaseFile(open(file))
    )();
  });

  it('is nobody any more once its process was killed', async () => {
    const program = `
      const database = require(${JSON.stringify(require.resolve('better-sqlite3'))})(process.argv[1]);
      database.exec('begin exclusive');
      process.stdout.write('owned');
      setInterval(() => {}, 1000);`;
    const other = spawn(process.execPath, ['-e', program, `${file}.owner`]);
    await once(other.stdout, 'data');
    await expect(ownDatabaseFile(open(file))).rejects.toMatchObject({ name: 'ConflictError' });
    other.kill('SIGKILL');
    await once(other, 'exit');
    await (
      await ownDatabaseFile(open(file))
    )();
  });

  it('is not asked for where a database is in memory', async () => {
    await ownDatabaseFile(open(':memory:'));
    await expect(ownDatabaseFile(open(':memory:'))).resolves.toBeDefined();
  });
});
