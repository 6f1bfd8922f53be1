import type { NodeStatus } from '@tutti/backstage-plugin-platform-orchestrator-common';
import { ConflictError } from '@backstage/errors';
import type { Knex } from 'knex';
import { assertNodeTransition, isFinalNode } from '../../deployments/nodeStatus';
import { recordset, rowsOf } from '../recordset';

/** A change of one node of a deployment. */
export interface NodeChange {
  position: number;
  /** The status that it has, and the one that it gets; the same: only the attempt is counted. */
  from: NodeStatus;
  to: NodeStatus;
  error?: string;
  errorClass?: string;
  /** The driver is called once more. */
  attempt?: boolean;
}

/**
 * Moves nodes of a deployment from one status to another, with the times that belong to it, and counts calls of their
 * drivers, all in one statement.
 *
 * @throws Error for a transition that the table does not have.
 * @throws ConflictError when one of the nodes is in another status by now; nothing is to be committed then.
 */
export async function changeNodes(
  transaction: Knex.Transaction,
  deploymentUid: string,
  changes: readonly NodeChange[],
): Promise<void> {
  const rows = changes.map(({ position, from, to, error, errorClass, attempt }) => {
    if (from !== to) {
      assertNodeTransition(from, to);
    }
    return {
      ...{ position, was: from, becomes: to, error, error_class: errorClass },
      ...{
        attempts: attempt ? 1 : 0,
        begins: to === 'running',
        ends: from !== to && isFinalNode(to),
      },
    };
  });
  const given = recordset(
    transaction,
    {
      ...{ position: 'integer', was: 'text', becomes: 'text', error: 'text', error_class: 'text' },
      ...{ attempts: 'integer', begins: 'boolean', ends: 'boolean' },
    },
    rows,
  );
  const answer = await transaction.raw(
    `update deployment_nodes set status = given.becomes, error = given.error, error_class = given.error_class, ` +
      `attempts = deployment_nodes.attempts + given.attempts, ` +
      `started_at = case when given.begins then coalesce(started_at, current_timestamp) else started_at end, ` +
      `finished_at = case when given.ends then current_timestamp else finished_at end ` +
      `from ? where deployment_nodes.deployment_uid = ? and deployment_nodes.position = given.position ` +
      `and deployment_nodes.status = given.was returning deployment_nodes.position`,
    [given, deploymentUid],
  );
  const changed = new Set(rowsOf<{ position: number }>(answer).map(row => row.position));
  const missed = changes.find(({ position }) => !changed.has(position));
  if (missed) {
    throw new ConflictError(
      `Node ${missed.position} of the deployment ${deploymentUid} is no longer ${missed.from}, so it cannot become ${missed.to}.`,
    );
  }
}
