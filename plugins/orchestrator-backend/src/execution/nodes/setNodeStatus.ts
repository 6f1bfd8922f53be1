import type { NodeStatus } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { Knex } from 'knex';
import { changeNodeStatus } from '../../database/deployments/changeNodeStatus';
import type { NodeWork, WorkedNode } from './NodeWork';

/** Moves a node to another status, in the database and, once that is committed, in memory. */
export async function setNodeStatus(
  work: NodeWork,
  worked: WorkedNode,
  transaction: Knex.Transaction,
  to: NodeStatus,
  details: { error?: string; errorClass?: string } = {},
): Promise<void> {
  const deploymentUid = work.run.deployment.uid;
  await changeNodeStatus(
    transaction,
    { deploymentUid, position: worked.position },
    worked.status,
    to,
    details,
  );
  transaction.executionPromise.then(
    () => {
      worked.status = to;
    },
    () => undefined, // rolled back: its status is what it was
  );
}
