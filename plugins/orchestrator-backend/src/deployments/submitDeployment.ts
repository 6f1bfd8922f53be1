import { ConflictError } from '@backstage/errors';
import type { Deployment } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { DeploymentDelta, DeploymentSet } from '@tutti/planner';
import type { Knex } from 'knex';
import { v7 as uuid } from 'uuid';
import { appendLog } from '../database/deployments/appendLog';
import { changeDeploymentStatus } from '../database/deployments/changeDeploymentStatus';
import type { DeploymentRecord } from '../database/deployments/DeploymentRecord';
import { findDeployment } from '../database/deployments/findDeployment';
import { insertDeployment } from '../database/deployments/insertDeployment';
import { listActiveDeployments } from '../database/deployments/listActiveDeployments';
import { lockEnvironment, type LockedEnvironment } from '../database/deployments/lockEnvironment';
import { readSet } from '../database/deployments/readSet';
import type { EnvironmentRecord } from '../environments/Environments';
import { announce } from '../execution/outbox/announce';
import { announceDeployment } from '../execution/outbox/announceStatus';
import type { WorkQueue } from '../execution/queue/WorkQueue';
import { afterCommit } from '../telemetry/afterCommit';
import { currentTraceparent } from '../telemetry/currentTraceparent';
import { deploymentEnded } from '../telemetry/deploymentEnded';
import type { Telemetry } from '../telemetry/Telemetry';
import { answerOnce } from './answerOnce';
import { assertRetryable } from './assertRetryable';
import { assertTakesDeployment } from './assertTakesDeployment';
import { beginDeletion } from './deletion/beginDeletion';
import { deletesEnvironment } from './deletion/deletesEnvironment';
import type { Idempotency, Submission, SubmissionPrincipal } from './Deployments';
import { LANE_STATUSES } from './deploymentStatus';
import { findForeignSource } from './findForeignSource';
import { pauseSentence } from './gates/pauseSentence';
import { showDeployments } from './showDeployments';
import { supersedes } from './supersedes';

/** What {@link submitDeployment} needs. */
export interface SubmitOptions {
  queue: Pick<WorkQueue, 'ring'>;
  environment: EnvironmentRecord;
  /** What is submitted, or what says it from what is wanted of the environment, once that is locked. */
  submission: Submission | ((base: DeploymentSet) => Promise<Submission> | Submission);
  principal: SubmissionPrincipal;
  idempotency?: Idempotency;
  /** The deployment that it tries again. */
  retryOf?: DeploymentRecord;
  /** Default: nothing is counted. */
  telemetry?: Telemetry;
}

/**
 * Submits a deployment in the caller's transaction: the idempotency key, the number, the row with delta and base, what
 * others are told, and the doorbell stand or fall together.
 *
 * @throws ConflictError for another body under the same key, an environment that takes no deployments or is busy, a
 * workload of another source, and what cannot be tried again.
 */
export async function submitDeployment(
  transaction: Knex.Transaction,
  options: SubmitOptions,
): Promise<Deployment> {
  const locked = await lockEnvironment(transaction, options.environment.uid);
  const { idempotency, principal, environment } = options;
  return answerOnce(transaction, { idempotency, principal, environment }, () =>
    submitLocked(transaction, locked, options),
  );
}

async function submitLocked(
  transaction: Knex.Transaction,
  locked: LockedEnvironment,
  options: SubmitOptions,
): Promise<Deployment> {
  const { queue, environment, principal, retryOf } = options;
  if (retryOf) {
    await assertRetryable(transaction, retryOf);
  }
  const base = await readSet(transaction, locked.desiredSet);
  const submission =
    typeof options.submission === 'function' ? await options.submission(base) : options.submission;
  assertTakesDeployment(locked, environment, submission, principal);
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
    requestedBy: principal.onBehalfOf ?? principal.ref,
    submittedBy: principal.onBehalfOf && principal.ref,
    retryOf: retryOf?.uid,
    traceparent: currentTraceparent(),
  });
  if (!submission.planOnly) {
    await announceDeployment(transaction, environment.uid, {
      ...{ uid, number, kind: submission.kind, status: 'pending' },
      requestedBy: principal.onBehalfOf ?? principal.ref,
    });
  }
  const superseded = await findSuperseded(transaction, locked, active, submission);
  if (superseded.length > 0) {
    await endSuperseded(transaction, superseded, { uid, number });
  }
  afterCommit(transaction, () => {
    options.telemetry?.count('deploymentsSubmitted', { kind: submission.kind });
    for (const older of superseded) {
      if (options.telemetry) {
        deploymentEnded(options.telemetry, older, 'superseded');
      }
    }
  });
  const forWhom = principal.onBehalfOf === undefined ? '' : ` for ${principal.onBehalfOf}`;
  const waits =
    locked.status === 'paused' && !submission.planOnly && !deletesEnvironment(submission)
      ? locked.pause
      : undefined;
  await appendLog(transaction, uid, [
    { level: 'info', phase: 'read', message: `Submitted by ${principal.ref}${forWhom}.` },
    ...(waits
      ? [{ level: 'info' as const, message: `${pauseSentence(environment, waits)} It waits.` }]
      : []),
    ...(submission.warnings ?? []).map(message => ({ level: 'warn' as const, message })),
  ]);
  await announce(transaction, environment, { deploymentUid: uid, environmentChanged: true });
  await queue.ring(transaction, { kind: 'lane', key: environment.uid });
  const record = (await findDeployment(transaction, uid)) as DeploymentRecord;
  const [answer] = await showDeployments(transaction, [record]);
  return answer;
}

async function findSuperseded(
  transaction: Knex.Transaction,
  locked: LockedEnvironment,
  active: DeploymentRecord[],
  submission: Submission,
): Promise<DeploymentRecord[]> {
  if (deletesEnvironment(submission) && !submission.planOnly) {
    return beginDeletion(transaction, locked, active);
  }
  return submission.onBusy === 'supersede'
    ? active.filter(older => supersedes(submission, older))
    : [];
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

async function endSuperseded(
  transaction: Knex.Transaction,
  superseded: DeploymentRecord[],
  by: { uid: string; number: number },
): Promise<void> {
  for (const older of superseded) {
    const error = `Superseded by deployment ${by.number}.`;
    await changeDeploymentStatus(transaction, older.uid, older.status, 'superseded', {
      error,
      supersededBy: by.uid,
    });
    await appendLog(transaction, older.uid, [{ level: 'info', message: error }]);
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
