import type { LogLine } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { Knex } from 'knex';
import { optional } from '../columns';
import { isoTime } from '../databaseTime';

/** Reads the log of a deployment after a line, in order; a range of the primary key. */
export async function readLog(
  knex: Knex,
  args: { deploymentUid: string; after: number; limit: number },
): Promise<LogLine[]> {
  const rows = await knex('deployment_log')
    .where({ deployment_uid: args.deploymentUid })
    .where('line', '>', args.after)
    .orderBy('line')
    .limit(args.limit);
  return rows.map(row => ({
    cursor: String(row.line),
    at: isoTime(row.created_at),
    level: row.level,
    phase: optional(row.phase),
    node: optional(row.node),
    message: row.message,
  }));
}
