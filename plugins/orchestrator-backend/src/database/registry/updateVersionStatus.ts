import type { DefinitionVersion } from '@tutti/planner';
import type { Knex } from 'knex';

/** Writes the status of a version as a person decided it; the transition has been checked. */
export async function updateVersionStatus(
  transaction: Knex.Transaction,
  args: {
    definitionUid: string;
    version: number;
    status: DefinitionVersion['status'];
    by: string;
    reason?: string;
  },
): Promise<void> {
  const { definitionUid, version, status, by, reason } = args;
  await transaction('definition_versions')
    .where({ definition_uid: definitionUid, version })
    .update({
      status,
      status_by: by,
      status_reason: reason ?? null,
      status_at: transaction.fn.now(),
    });
}
