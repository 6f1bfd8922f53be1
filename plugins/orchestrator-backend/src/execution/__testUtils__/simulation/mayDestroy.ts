import type { Knex } from 'knex';
import type { Thing } from './SimulatedWorld';

/**
 * Says why something may not be destroyed; undefined when it may: only a policy that was applied, or a person, lets it be
 * destroyed, and nothing that somebody uses.
 *
 * @param decided - uids of the incarnations that a person has decided to destroy
 */
export async function mayDestroy(
  database: Knex,
  thing: Thing,
  decided: ReadonlySet<string>,
): Promise<string | undefined> {
  const row = await database('ledger').where({ uid: thing.ledgerUid }).first();
  if (!row) {
    return `${thing.node} is destroyed, and the ledger has no row of it.`;
  }
  const { onRemoval, onEnvironmentDelete, protected: isProtected } = JSON.parse(row.deletion);
  const deletion = await deletionUnderWay(database, thing.environment);
  const rule = deletion ? onEnvironmentDelete : onRemoval;
  const isAgreed = rule !== 'retain' && deletion?.isApproved;
  if ((rule !== 'destroy' || isProtected) && !isAgreed && !decided.has(thing.ledgerUid)) {
    return `${thing.node} (${row.role}) is destroyed against its policy ${row.deletion}.`;
  }
  if (row.role === 'orphan') {
    return undefined;
  }
  const others = await database('ledger')
    .where({ environment_uid: thing.environment })
    .whereNot({ uid: row.uid });
  const hasSuccessor = others.some(other => other.node === row.node);
  const user = others.find(other => JSON.parse(other.depends_on).includes(row.node));
  return user && !hasSuccessor
    ? `${thing.node} is destroyed while ${user.node} (${user.role}) uses it.`
    : undefined;
}

/** The deployment that deletes the environment just now, and whether a person has agreed to it. */
async function deletionUnderWay(
  database: Knex,
  environment: string,
): Promise<{ isApproved: boolean } | undefined> {
  const deployment = await database('deployments')
    .where({ environment_uid: environment, kind: 'destroy', destroy_rows: null })
    .whereIn('status', ['applying', 'verifying'])
    .first('uid');
  if (!deployment) {
    return undefined;
  }
  const approval = await database('approvals')
    .where({ deployment_uid: deployment.uid, verdict: 'approved' })
    .first('person');
  return { isApproved: approval !== undefined };
}
