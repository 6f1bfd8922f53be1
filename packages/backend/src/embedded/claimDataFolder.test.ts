import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { ChildProgram } from './testing/ChildProgram';

describe('claimDataFolder', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await fs.mkdtemp(path.join(os.tmpdir(), 'tutti-test-'));
  });

  afterEach(() => fs.rm(folder, { recursive: true, force: true }));

  function claim(): ChildProgram {
    return ChildProgram.start(
      `require('./claimDataFolder').claimDataFolder(${JSON.stringify(folder)});`,
    );
  }

  it('refuses a folder that another living process has, and says which', async () => {
    const first = claim();
    await first.answer();
    const second = claim();
    await expect(second.answer()).rejects.toThrow(/^Process \d+ already uses the data folder/);
    await Promise.all([first.end(), second.end()]);
  });

  it.each(['end', 'kill'] as const)('gives the folder to the next after %s', async ending => {
    const first = claim();
    await first.answer();
    await first[ending]();
    const second = claim();
    await expect(second.answer()).resolves.toBe('done');
    await second.end();
  });

  it('gives the folder away when the process id in it belongs to another process by now', async () => {
    await fs.writeFile(
      path.join(folder, 'process.json'),
      JSON.stringify({ pid: process.pid, born: 'long ago' }),
    );
    const program = claim();
    await expect(program.answer()).resolves.toBe('done');
    await program.end();
  });
});
