import { ConflictError } from '@backstage/errors';
import type { DeploymentStatus } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { Knex } from 'knex';
import { listActiveDeployments } from '../database/deployments/listActiveDeployments';
import { lockEnvironment } from '../database/deployments/lockEnvironment';
import { findLedgerEntry } from '../database/ledger/findLedgerEntry';
import type { LedgerEntry } from '../database/ledger/LedgerEntry';
import { activeResourceNotFound } from './activeResourceNotFound';

/** Statuses in which a worker has the rows of an environment in its hands. */
const WORKING: readonly DeploymentStatus[] = ['planning', 'applying', 'verifying'];

/**
 * Locks the environment of an active resource and reads the row under the lock, for a person's decision about it.
 *
 * @throws NotFoundError when there is no such row; ConflictError while a deployment works in the environment, which would
 * go on with what it knew before.
 */
export async function lockResource(
  transaction: Knex.Transaction,
  uid: string,
): Promise<LedgerEntry> {
  const before = await findLedgerEntry(transaction, uid);
  if (!before) {
    throw activeResourceNotFound(uid);
  }
  await lockEnvironment(transaction, before.environmentUid);
  const active = await listActiveDeployments(transaction, before.environmentUid);
  const working = active.find(({ status }) => WORKING.includes(status));
  if (working) {
    throw new ConflictError(
      `Deployment ${working.number} is ${working.status} in this environment: wait for its end, or cancel it, and decide then.`,
    );
  }
  const entry = await findLedgerEntry(transaction, uid);
  if (!entry) {
    throw activeResourceNotFound(uid);
  }
  return entry;
}
