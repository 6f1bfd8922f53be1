import { InputError } from '@backstage/errors';
import type { Deployment } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { Knex } from 'knex';
import { readSet } from '../../database/deployments/readSet';
import { selectEnvironments } from '../../database/environments/selectEnvironments';
import { addEnvironment } from '../../environments/addEnvironment';
import type { EnvironmentCandidate, EnvironmentRecord } from '../../environments/Environments';
import { submitDeployment, type SubmitOptions } from '../submitDeployment';
import { listOf } from './listOf';

/** What {@link cloneEnvironment} needs beside what a submission does. */
export interface CloneOptions extends Pick<SubmitOptions, 'queue' | 'principal' | 'telemetry'> {
  /** What it is a copy of, as it is now. */
  source: EnvironmentRecord;
  candidate: EnvironmentCandidate;
  /** Which workloads it takes along. Default: all that are wanted there. */
  workloads?: string[];
  comment?: string;
}

/**
 * Makes an environment and submits to it what is wanted in another one, in one transaction: workloads with their images,
 * and so what they ask for, which is made anew. Nothing that the other one holds is touched or shared, and its own shared
 * values stay there.
 *
 * @throws ConflictError for a name that is taken, InputError when there is nothing to take along.
 */
export async function cloneEnvironment(
  transaction: Knex.Transaction,
  options: CloneOptions,
): Promise<Deployment> {
  const { source, candidate, workloads, comment, ...rest } = options;
  const set = await readSet(transaction, source.desiredSet);
  const names = workloads ?? Object.keys(set.workloads);
  const absent = names.filter(name => !Object.hasOwn(set.workloads, name));
  if (absent.length > 0 || names.length === 0) {
    throw new InputError(
      `workloads: ${listOf(absent) || 'nothing'} is in ${source.name} to be taken along; there is ` +
        `${listOf(Object.keys(set.workloads)) || 'no workload'}.`,
    );
  }
  const uid = await addEnvironment(transaction, candidate);
  const [environment] = await selectEnvironments(transaction, { uids: [uid] });
  return submitDeployment(transaction, {
    ...rest,
    environment,
    submission: {
      ...{ environmentUid: uid, kind: 'clone', originEnvironmentUid: source.uid, comment },
      delta: {
        upsert: Object.fromEntries(names.map(name => [name, set.workloads[name]])),
        remove: [],
      },
      ...{ planOnly: false, onBusy: 'queue' },
    },
  });
}
