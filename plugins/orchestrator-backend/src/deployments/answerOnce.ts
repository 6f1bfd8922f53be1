import { ConflictError } from '@backstage/errors';
import type { Knex } from 'knex';
import { claimIdempotencyKey } from '../database/deployments/claimIdempotencyKey';
import { saveFirstAnswer } from '../database/deployments/saveFirstAnswer';
import type { Idempotency, SubmissionPrincipal } from './Deployments';

/** Under which key something is answered once, and for whom. */
export interface AnswerOnceOptions {
  /** Absent: it is done every time. */
  idempotency: Idempotency | undefined;
  principal: SubmissionPrincipal;
  /** The environment that the call names: a key belongs to it, and not to its name, which another one may come to have. */
  environment: { uid: string };
}

/**
 * Does something in the caller's transaction, or gives the first answer again when it was done under the same key.
 *
 * @throws ConflictError for another body under the same key.
 */
export async function answerOnce<T>(
  transaction: Knex.Transaction,
  { idempotency, principal, environment }: AnswerOnceOptions,
  work: () => Promise<T>,
): Promise<T> {
  if (!idempotency) {
    return work();
  }
  const { key, bodyHash } = idempotency;
  const route = `${idempotency.route} ${environment.uid}`;
  const place = { principal: principal.ref, route, key };
  const first = await claimIdempotencyKey(transaction, { ...place, bodyHash });
  if (first && first.bodyHash !== bodyHash) {
    throw new ConflictError(
      `The idempotency key "${key}" was used for another submission. Use a new key.`,
    );
  }
  if (first) {
    return JSON.parse(first.response);
  }
  const answer = await work();
  await saveFirstAnswer(transaction, { ...place, response: JSON.stringify(answer) });
  return answer;
}
