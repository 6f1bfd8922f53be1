import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/**
 * Makes a bare Git repository whose first branch is `main`, unless there is one already.
 *
 * @throws Error when Git is missing or too old to name the first branch (before 2.28).
 */
export async function createBareRepository(folder: string): Promise<void> {
  if (existsSync(path.join(folder, 'HEAD'))) {
    return;
  }
  await fs.mkdir(path.dirname(folder), { recursive: true });
  try {
    await execute('git', ['init', '--quiet', '--bare', '--initial-branch=main', folder]);
  } catch (error) {
    throw new Error(
      `The Git repository ${folder} could not be made. Git 2.28 or newer has to be on the PATH.`,
      { cause: error },
    );
  }
}
