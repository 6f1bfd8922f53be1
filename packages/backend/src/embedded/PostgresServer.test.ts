import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { ChildProgram } from './testing/ChildProgram';

interface Started {
  port: number;
}

jest.setTimeout(60_000);

describe('PostgresServer', () => {
  let folder: string;
  const programs: ChildProgram[] = [];

  beforeEach(async () => {
    folder = await fs.mkdtemp(path.join(os.tmpdir(), 'tutti-test-'));
  });

  afterEach(async () => {
    await Promise.all(programs.splice(0).map(program => program.end()));
    await fs.rm(folder, { recursive: true, force: true });
  });

  function startServer(): ChildProgram {
    const program = ChildProgram.start(`
      const { PostgresServer } = require('./PostgresServer');
      const { port } = await PostgresServer.start({
        folder: ${JSON.stringify(folder)}, user: 'tutti', password: 'right', preferredPort: 0,
      });
      return { port };`);
    programs.push(program);
    return program;
  }

  async function query<T extends object>(port: number, sql: string, password = 'right') {
    const client = new Client({
      host: '127.0.0.1',
      port,
      user: 'tutti',
      password,
      database: 'postgres',
    });
    await client.connect();
    try {
      return (await client.query<T>(sql)).rows;
    } finally {
      await client.end();
    }
  }

  it('lets in who has the password, and nobody else', async () => {
    const { port } = await startServer().answer<Started>();
    expect(await query(port, 'select 1 as one')).toEqual([{ one: 1 }]);
    await expect(query(port, 'select 1', 'wrong')).rejects.toThrow(/password authentication/);
  });

  it('stops when its process exits, and keeps its data for the next start', async () => {
    const first = startServer();
    const { port } = await first.answer<Started>();
    await query(port, 'create table kept as select 42 as answer');
    await first.end();
    await expect(query(port, 'select 1')).rejects.toThrow(/ECONNREFUSED/);

    const second = await startServer().answer<Started>();
    expect(await query(second.port, 'select answer from kept')).toEqual([{ answer: 42 }]);
    // Workloads were given the port as an output of their databases.
    expect(second.port).toBe(port);
  });

  it('takes over what a killed process left running', async () => {
    const first = startServer();
    const { port } = await first.answer<Started>();
    await query(port, 'create table kept as select 42 as answer');
    await first.kill();

    const second = await startServer().answer<Started>();
    expect(await query(second.port, 'select answer from kept')).toEqual([{ answer: 42 }]);
  });

  it('runs in a folder that only its owner may enter', async () => {
    await fs.chmod(folder, 0o700);
    folder = path.join(folder, 'inner');
    const { port } = await startServer().answer<Started>();
    expect(await query(port, 'select 1 as one')).toEqual([{ one: 1 }]);
    await programs[0].end();
    folder = path.dirname(folder);
  });

  it('begins again when its very first start was cut short', async () => {
    await fs.mkdir(path.join(folder, 'unfinished/base'), { recursive: true });
    const { port } = await startServer().answer<Started>();
    expect(await query(port, 'select 1 as one')).toEqual([{ one: 1 }]);
  });
});
