import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { readOrCreateKey } from './readOrCreateKey';

describe('readOrCreateKey', () => {
  let folder: string;

  beforeEach(async () => {
    folder = path.join(await fs.mkdtemp(path.join(os.tmpdir(), 'tutti-test-')), 'keys');
  });

  afterEach(() => fs.rm(path.dirname(folder), { recursive: true, force: true }));

  it('answers with the same key ever after, and another for another name', async () => {
    const key = await readOrCreateKey(folder, 'one');
    expect(key).toMatch(/^[0-9a-f]{64}$/);
    expect(await readOrCreateKey(folder, 'one')).toBe(key);
    expect(await readOrCreateKey(folder, 'two')).not.toBe(key);
  });

  it('lets nobody but the owner read it', async () => {
    await readOrCreateKey(folder, 'one');
    const { mode } = await fs.stat(path.join(folder, 'one'));
    expect(mode & 0o777).toBe(0o600);
    expect((await fs.stat(folder)).mode & 0o777).toBe(0o700);
  });
});
