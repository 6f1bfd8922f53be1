import type { Knex } from 'knex';

/** Writes a person's verdict about a plan; the same person's later verdict about the same plan replaces it. */
export async function saveApproval(
  transaction: Knex.Transaction,
  approval: {
    deploymentUid: string;
    planHash: string;
    person: string;
    verdict: 'approved' | 'rejected';
    reason?: string;
  },
): Promise<void> {
  await transaction('approvals')
    .insert({
      deployment_uid: approval.deploymentUid,
      plan_hash: approval.planHash,
      person: approval.person,
      verdict: approval.verdict,
      reason: approval.reason ?? null,
    })
    .onConflict(['deployment_uid', 'plan_hash', 'person'])
    .merge(['verdict', 'reason']);
}
