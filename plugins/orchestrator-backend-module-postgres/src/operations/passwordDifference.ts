import { randomUUID } from 'node:crypto';
import {
  driverErrorClass,
  type DriverDifference,
} from '@tutti/backstage-plugin-platform-orchestrator-node';
import type { DatabaseTarget } from './DatabaseTarget';
import type { PostgresAdoptingContext } from './planAdoption';

/**
 * Shows by a login that the password that the other driver handed out is that of the role. Where the server lets in
 * whoever comes from here (`trust` in its pg_hba.conf) a login shows nothing, so a wrong password is tried too.
 *
 * @returns a difference without values when it is not known, not right, or cannot be verified.
 */
export async function passwordDifference(
  target: DatabaseTarget,
  context: PostgresAdoptingContext,
): Promise<DriverDifference[]> {
  const { password } = context.adopting.outputs;
  const isShown =
    typeof password === 'string' &&
    password !== '' &&
    (await letsIn(target, password)) &&
    !(await letsIn(target, `wrong-${randomUUID()}`));
  return isShown ? [] : [{ path: '/outputs/password' }];
}

/** @throws DriverError of class `transient` or `cancelled` when it cannot be tried. */
async function letsIn(target: DatabaseTarget, password: string): Promise<boolean> {
  try {
    await target.asOwner(password, async () => {});
    return true;
  } catch (error) {
    if (driverErrorClass(error) === 'permanent') {
      return false;
    }
    throw error;
  }
}
