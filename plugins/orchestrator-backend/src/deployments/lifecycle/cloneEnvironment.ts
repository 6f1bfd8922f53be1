import type { Deployment } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { Knex } from 'knex';
import { readSet } from '../../database/deployments/readSet';
import { selectEnvironments } from '../../database/environments/selectEnvironments';
import { addEnvironment } from '../../environments/addEnvironment';
import type { EnvironmentCandidate, EnvironmentRecord } from '../../environments/Environments';
import { answerOnce } from '../answerOnce';
import type { Idempotency } from '../Deployments';
import { submitDeployment, type SubmitOptions } from '../submitDeployment';
import { clonedWorkloads } from './clonedWorkloads';

/** What {@link cloneEnvironment} needs beside what a submission does. */
export interface CloneOptions extends Pick<SubmitOptions, 'queue' | 'principal' | 'telemetry'> {
  /** What it is a copy of, as it is now. */
  source: EnvironmentRecord;
  candidate: EnvironmentCandidate;
  /** Which workloads it takes along. Default: all that are wanted there. */
  workloads?: string[];
  comment?: string;
  idempotency?: Idempotency;
}

/**
 * Makes an environment and submits to it what is wanted in another one, in one transaction: workloads with their images,
 * and so what they ask for, which is made anew. Nothing that the other one holds is touched or shared, and its own shared
 * values stay there.
 *
 * @throws ConflictError for a name that is taken and for another body under the same key, InputError when there is nothing to take along.
 */
export async function cloneEnvironment(
  transaction: Knex.Transaction,
  options: CloneOptions,
): Promise<Deployment> {
  const { source, idempotency, principal } = options;
  return answerOnce(transaction, { idempotency, principal, environment: source }, () =>
    clone(transaction, options),
  );
}

async function clone(transaction: Knex.Transaction, options: CloneOptions): Promise<Deployment> {
  const { source, candidate, workloads, comment, queue, principal, telemetry } = options;
  const set = await readSet(transaction, source.desiredSet);
  const delta = clonedWorkloads(set, source.name, workloads);
  const uid = await addEnvironment(transaction, candidate);
  const [environment] = await selectEnvironments(transaction, { uids: [uid] });
  return submitDeployment(transaction, {
    ...{ queue, principal, telemetry, environment },
    submission: {
      ...{ environmentUid: uid, kind: 'clone', originEnvironmentUid: source.uid, comment },
      ...{ delta, planOnly: false, onBusy: 'queue' },
    },
  });
}
