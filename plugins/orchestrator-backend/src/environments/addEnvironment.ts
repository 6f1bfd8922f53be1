import { ConflictError } from '@backstage/errors';
import type { Knex } from 'knex';
import { v7 as uuid } from 'uuid';
import { insertEnvironment } from '../database/environments/insertEnvironment';
import { lockApplication } from '../database/environments/lockApplication';
import { selectEnvironments } from '../database/environments/selectEnvironments';
import { announceEnvironment } from '../execution/outbox/announceStatus';
import type { EnvironmentCandidate } from './Environments';
import { applicationNotFound } from './notFound';

/**
 * Makes an environment in the caller's transaction, and has others told.
 *
 * @returns its uid
 * @throws NotFoundError when the application has been deleted, ConflictError when it has as many environments of the type
 * as it may; the database's conflict error when a live one has the name (see {@link nameIsTaken}).
 */
export async function addEnvironment(
  transaction: Knex.Transaction,
  candidate: EnvironmentCandidate,
): Promise<string> {
  const { application, applicationUid, status } = candidate;
  if (!(await lockApplication(transaction, applicationUid))) {
    throw applicationNotFound(application);
  }
  await assertRoom(transaction, candidate);
  const uid = uuid();
  await insertEnvironment(transaction, uid, candidate);
  await announceEnvironment(transaction, uid, { status });
  return uid;
}

/**
 * Whether an application may have one more environment of a type.
 *
 * @throws ConflictError when it has as many as it may.
 */
export async function assertRoom(
  database: Knex,
  { application, type, mostOfType }: EnvironmentCandidate,
): Promise<void> {
  if (mostOfType === undefined) {
    return;
  }
  const live = await selectEnvironments(database, { applications: [application] });
  const alike = live.filter(each => each.type === type).map(({ name }) => name);
  if (alike.length >= mostOfType) {
    throw new ConflictError(
      `The application "${application}" has ${alike.length} environments of type ${type} (${alike.join(', ')}), ` +
        `and may have ${mostOfType}: delete one first.`,
    );
  }
}

/** What is said when a live environment has the name of a new one. */
export function nameIsTaken({
  application,
  name,
}: Pick<EnvironmentCandidate, 'application' | 'name'>): ConflictError {
  return new ConflictError(
    `The application "${application}" has an environment "${name}" already: choose another name.`,
  );
}
