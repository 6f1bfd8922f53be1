import { ConflictError } from '@backstage/errors';
import type { Deployment } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { DeploymentDelta, DeploymentSet } from '@tutti/planner';
import type { Knex } from 'knex';
import { v7 as uuid } from 'uuid';
import { appendLog } from '../database/deployments/appendLog';
import { changeDeploymentStatus } from '../database/deployments/changeDeploymentStatus';
import { claimIdempotencyKey } from '../database/deployments/claimIdempotencyKey';
import type { DeploymentRecord } from '../database/deployments/DeploymentRecord';
import { findDeployment } from '../database/deployments/findDeployment';
import { insertDeployment } from '../database/deployments/insertDeployment';
import { listActiveDeployments } from '../database/deployments/listActiveDeployments';
import { lockEnvironment } from '../database/deployments/lockEnvironment';
import { readSet } from '../database/deployments/readSet';
import { saveFirstAnswer } from '../database/deployments/saveFirstAnswer';
import type { EnvironmentRecord } from '../environments/Environments';
import { announce } from '../execution/outbox/announce';
import type { WorkQueue } from '../execution/queue/WorkQueue';
import type { Idempotency, Submission, SubmissionPrincipal } from './Deployments';
import { LANE_STATUSES } from './deploymentStatus';
import { findForeignSource } from './findForeignSource';
import { toDeployment } from './toDeployment';

/** What {@link submitDeployment} needs. */
export interface SubmitOptions {
  queue: WorkQueue;
  environment: EnvironmentRecord;
  submission: Submission;
  principal: SubmissionPrincipal;
  idempotency?: Idempotency;
}

/**
 * Submits a deployment in the caller's transaction: the idempotency key, the number, the row with delta and base, what
 * others are told, and the doorbell stand or fall together.
 *
 * @throws ConflictError for another body under the same key, an environment that takes no deployments or is busy, and a
 * workload of another source.
 */
export async function submitDeployment(
  transaction: Knex.Transaction,
  options: SubmitOptions,
): Promise<Deployment> {
  const { queue, environment, submission, principal, idempotency } = options;
  const locked = await lockEnvironment(transaction, environment.uid);
  if (idempotency) {
    const first = await claimIdempotencyKey(transaction, {
      ...idempotency,
      principal: principal.ref,
    });
    if (first && first.bodyHash !== idempotency.bodyHash) {
      throw new ConflictError(
        `The idempotency key "${idempotency.key}" was used for another submission. Use a new key.`,
      );
    }
    if (first) {
      return JSON.parse(first.response);
    }
  }
  if (locked.status !== 'active' && !submission.planOnly) {
    throw new ConflictError(
      `The environment ${environment.name} of ${environment.application} is ${locked.status} and takes no deployments.`,
    );
  }
  const base = await readSet(transaction, locked.desiredSet);
  const foreign = findForeignSource(base, submission.delta);
  if (foreign) {
    throw new ConflictError(foreign);
  }
  const uid = uuid();
  const active = await listActiveDeployments(transaction, environment.uid);
  if (submission.onBusy === 'refuse') {
    refuseWhenBusy(active, environment);
  }
  const number = await insertDeployment(transaction, {
    ...submission,
    uid,
    delta: keepSources(base, submission.delta),
    baseSet: locked.desiredSet,
    requestedBy: principal.ref,
  });
  if (submission.onBusy === 'supersede') {
    await supersede(transaction, active, submission, number);
  }
  await appendLog(transaction, uid, [
    { level: 'info', phase: 'read', message: `Submitted by ${principal.ref}.` },
  ]);
  await announce(transaction, environment, { deploymentUid: uid, environmentChanged: true });
  await queue.ring(transaction, { kind: 'lane', key: environment.uid });
  const record = (await findDeployment(transaction, uid)) as DeploymentRecord;
  const answer = toDeployment(record, []);
  if (idempotency) {
    await saveFirstAnswer(transaction, {
      ...idempotency,
      principal: principal.ref,
      response: JSON.stringify(answer),
    });
  }
  return answer;
}

function refuseWhenBusy(active: DeploymentRecord[], environment: EnvironmentRecord): void {
  const busy = active.find(({ status }) => LANE_STATUSES.includes(status));
  if (busy) {
    throw new ConflictError(
      `The environment ${environment.name} of ${environment.application} is busy with deployment ${busy.number} (${busy.status}). ` +
        `Submit with onBusy "queue" to wait for it.`,
    );
  }
}

/** A newer submission takes the place of one that waits, if it names everything that the older one does. */
async function supersede(
  transaction: Knex.Transaction,
  active: DeploymentRecord[],
  submission: Submission,
  number: number,
): Promise<void> {
  const named = new Set([...Object.keys(submission.delta.upsert), ...submission.delta.remove]);
  for (const older of active) {
    const waits = older.status === 'pending' || older.status === 'awaiting-approval';
    // What a rollout brings is named by no submission of workloads.
    const contained =
      older.rolloutNodes === undefined &&
      [...older.workloads, ...older.removed].every(name => named.has(name));
    // A plan changes nothing, so it takes the place of plans only.
    if (waits && contained && (older.planOnly || !submission.planOnly)) {
      const error = `Superseded by deployment ${number}.`;
      await changeDeploymentStatus(transaction, older.uid, older.status, 'superseded', { error });
      await appendLog(transaction, older.uid, [{ level: 'info', message: error }]);
    }
  }
}

/** A file without a source leaves its workload bound to the source that it has. */
function keepSources(base: DeploymentSet, delta: DeploymentDelta): DeploymentDelta {
  const upsert = Object.fromEntries(
    Object.entries(delta.upsert).map(([name, entry]) => {
      const source = entry.source ?? base.workloads[name]?.source;
      return [name, { ...entry, ...(source && { source }) }];
    }),
  );
  return { ...delta, upsert };
}
