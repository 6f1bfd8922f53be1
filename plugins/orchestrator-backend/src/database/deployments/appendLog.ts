import type { DeploymentPhase } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { NodeId } from '@tutti/planner';
import type { Knex } from 'knex';

/** A line for a deployment's log; the message is redacted already. */
export interface NewLogLine {
  level: 'info' | 'warn' | 'error';
  phase?: DeploymentPhase;
  node?: NodeId;
  message: string;
}

const BATCH = 100;

/**
 * Appends lines to a deployment's log. The caller holds the environment's lock, so numbers come in the order of
 * commits, and a reader who saw line 7 never finds another line 6 later.
 */
export async function appendLog(
  transaction: Knex.Transaction,
  deploymentUid: string,
  lines: NewLogLine[],
): Promise<void> {
  if (lines.length === 0) {
    return;
  }
  const last = await transaction('deployment_log')
    .where({ deployment_uid: deploymentUid })
    .max({ line: 'line' })
    .first();
  const first = Number(last?.line ?? 0) + 1;
  await transaction.batchInsert(
    'deployment_log',
    lines.map((line, index) => ({
      deployment_uid: deploymentUid,
      line: first + index,
      level: line.level,
      phase: line.phase ?? null,
      node: line.node ?? null,
      message: line.message,
    })),
    BATCH,
  );
}
