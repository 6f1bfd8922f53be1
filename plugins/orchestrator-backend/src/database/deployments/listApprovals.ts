import type { Approval } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { Knex } from 'knex';
import { optional } from '../columns';
import { isoTime } from '../databaseTime';
import { whereAmong } from '../whereAmong';

/** A verdict, and what it is about. */
export interface ApprovalRecord extends Approval {
  deploymentUid: string;
  planHash: string;
}

/** Lists the verdicts about the plans of these deployments, oldest first. */
export async function listApprovals(
  knex: Knex,
  deploymentUids: string[],
): Promise<ApprovalRecord[]> {
  const query = knex('approvals').orderBy(['created_at', 'person']);
  whereAmong(query, 'deployment_uid', deploymentUids);
  return (await query).map(row => ({
    deploymentUid: row.deployment_uid,
    planHash: row.plan_hash,
    by: row.person,
    verdict: row.verdict,
    reason: optional<string>(row.reason),
    at: isoTime(row.created_at),
  }));
}
