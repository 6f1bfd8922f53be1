import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Makes a data folder this process's own until it ends: two backends on one folder would stop
 * each other's PostgreSQL. The claim of a process that was killed is void.
 *
 * @throws Error when the folder cannot be written, or another living process has it.
 */
export function claimDataFolder(folder: string): void {
  const file = path.join(folder, 'process.json');
  try {
    mkdirSync(folder, { recursive: true });
    const owner = readOwner(file);
    if (owner && owner.pid !== process.pid && owner.born === birthOf(owner.pid)) {
      throw new Error(
        `Process ${owner.pid} already uses the data folder ${folder}. ` +
          'Stop it first, or start with another folder: npm start -- --data <folder>.',
      );
    }
    const claim = { pid: process.pid, born: birthOf(process.pid) };
    writeFileSync(file, `${JSON.stringify(claim)}\n`);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM') {
      throw new Error(
        `The data folder ${folder} cannot be written. ` +
          'Change its permissions, or start with another folder: npm start -- --data <folder>.',
        { cause: error },
      );
    }
    throw error;
  }
  process.once('exit', () => rmSync(file, { force: true }));
}

interface Owner {
  pid: number;
  born: string;
}

function readOwner(file: string): Owner | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    // Missing, or cut short by a kill: nobody's.
    return undefined;
  }
}

/** When a process began, so that a number that the system gave out again is told apart. */
function birthOf(pid: number): string {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') {
      return 'never';
    }
  }
  try {
    // The 22nd field; the command before it is in parentheses and may hold spaces.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
    return fields[19];
  } catch {
    // Only Linux has this file; elsewhere the number alone has to do.
    return 'alive';
  }
}
