import { execFileSync } from 'node:child_process';

/** A user that PostgreSQL can run as; numbers as in the system's user table. */
export interface UnprivilegedUser {
  uid: number;
  gid: number;
}

function numberOf(option: '-u' | '-g', user: string): number | undefined {
  try {
    return Number(execFileSync('id', [option, user], { stdio: ['ignore', 'pipe', 'ignore'] }));
  } catch {
    // `id` ends with 1 when there is no such user: that is the answer, not a failure.
    return undefined;
  }
}

/**
 * Whom to run PostgreSQL as: it refuses to run as root, so root hands it to the first of the users
 * `postgres` and `nobody` that exists. An ordinary user runs it as itself, which is `undefined`.
 *
 * @throws Error when this process is root and neither user exists.
 */
export function chooseUnprivilegedUser(): UnprivilegedUser | undefined {
  if (process.getuid?.() !== 0) {
    return undefined;
  }
  for (const name of ['postgres', 'nobody']) {
    const uid = numberOf('-u', name);
    const gid = numberOf('-g', name);
    if (uid && gid) {
      return { uid, gid };
    }
  }
  throw new Error(
    'PostgreSQL does not run as root, and there is no user "postgres" or "nobody" to run it as. ' +
      'Run this command as an ordinary user, or add the user with "useradd postgres".',
  );
}
