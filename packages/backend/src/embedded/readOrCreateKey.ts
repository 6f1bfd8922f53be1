import { randomBytes } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';

/**
 * The secret of that name in a folder of keys; made on the first call and the same ever after.
 *
 * @param folder - readable by its owner only; made when it is missing.
 * @param name - name of the file, mode 0600.
 * @returns 64 hexadecimal digits, 256 random bits.
 * @throws Error of the file system when the folder cannot be written or the file not be read.
 */
export async function readOrCreateKey(folder: string, name: string): Promise<string> {
  await fs.mkdir(folder, { recursive: true, mode: 0o700 });
  const file = path.join(folder, name);
  try {
    return (await fs.readFile(file, 'utf8')).trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') {
      throw error;
    }
  }
  const key = randomBytes(32).toString('hex');
  // Renamed into place, so that a kill in between never leaves half a key behind.
  const unfinished = `${file}.unfinished`;
  await fs.writeFile(unfinished, `${key}\n`, { mode: 0o600 });
  await fs.rename(unfinished, file);
  return key;
}
