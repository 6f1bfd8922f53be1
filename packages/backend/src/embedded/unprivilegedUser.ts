import { execFileSync } from 'node:child_process';

/** How to run a program as somebody that PostgreSQL accepts; it refuses to run as root. */
export interface UnprivilegedUser {
  uid: number;
  gid: number;
  /**
   * Program and arguments to put before a command. With them the user may enter folders that only
   * root may, such as a clone in root's home. Without them the command is run with `uid` and `gid`.
   */
  prefix: string[];
}

function output(program: string, ...args: string[]): string | undefined {
  try {
    return execFileSync(program, args, { stdio: ['ignore', 'pipe', 'ignore'] }).toString();
  } catch {
    // No such user, or no such program: that is the answer, not a failure.
    return undefined;
  }
}

/**
 * Whom to run PostgreSQL as: root hands it to the first of the users `postgres` and `nobody` that
 * exists. An ordinary user runs it as itself, which is `undefined`.
 *
 * @throws Error when this process is root and neither user exists.
 */
export function chooseUnprivilegedUser(): UnprivilegedUser | undefined {
  if (process.getuid?.() !== 0) {
    return undefined;
  }
  for (const name of ['postgres', 'nobody']) {
    const uid = Number(output('id', '-u', name));
    const gid = Number(output('id', '-g', name));
    if (uid && gid) {
      return { uid, gid, prefix: prefixFor(uid, gid) };
    }
  }
  throw new Error(
    'PostgreSQL does not run as root, and there is no user "postgres" or "nobody" to run it as. ' +
      'Run this command as an ordinary user, or add the user with "useradd postgres".',
  );
}

function prefixFor(uid: number, gid: number): string[] {
  const prefix = [
    'setpriv',
    // Or else the kernel takes the capability away where a program asks whether it may read a file.
    '--securebits=+no_setuid_fixup',
    `--reuid=${uid}`,
    `--regid=${gid}`,
    '--clear-groups',
    '--inh-caps=+dac_override',
    '--ambient-caps=+dac_override',
    '--',
  ];
  const [program, ...args] = prefix;
  return output(program, ...args, 'true') === undefined ? [] : prefix;
}
