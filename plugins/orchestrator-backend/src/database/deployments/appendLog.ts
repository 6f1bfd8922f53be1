import type { DeploymentPhase } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { NodeId } from '@tutti/planner';
import type { Knex } from 'knex';
import { recordset } from '../recordset';

/** A line for a deployment's log; the message is redacted already. */
export interface NewLogLine {
  level: 'info' | 'warn' | 'error';
  phase?: DeploymentPhase;
  node?: NodeId;
  message: string;
}

/**
 * Appends lines to a deployment's log, in one statement. The caller holds the environment's lock, so numbers come in the
 * order of commits, and a reader who saw line 7 never finds another line 6 later. The last number is one entry of the
 * primary key, whatever the length of the log.
 */
export async function appendLog(
  transaction: Knex.Transaction,
  deploymentUid: string,
  lines: readonly NewLogLine[],
): Promise<void> {
  if (lines.length === 0) {
    return;
  }
  const rows = lines.map((line, index) => ({ place: index + 1, ...line }));
  const columns = {
    place: 'integer',
    level: 'text',
    phase: 'text',
    node: 'text',
    message: 'text',
  } as const;
  await transaction.raw(
    `insert into deployment_log (deployment_uid, line, level, phase, node, message) ` +
      `select ?, (select coalesce(max(line), 0) from deployment_log where deployment_uid = ?) + given.place, ` +
      `given.level, given.phase, given.node, given.message from ?`,
    [deploymentUid, deploymentUid, recordset(transaction, columns, rows)],
  );
}
