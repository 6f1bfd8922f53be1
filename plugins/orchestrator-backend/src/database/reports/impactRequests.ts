import type {
  ImpactChange,
  ImpactReport,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { Knex } from 'knex';
import { statusesBefore } from '../../registry/impact/impactStatus';
import { isoTime } from '../databaseTime';

/** A question about impact, as a row of `impact_requests` holds it. */
export interface ImpactRequestRow {
  uid: string;
  change: ImpactChange;
  changeHash: string;
  status: ImpactReport['status'];
  error?: string;
  requestedBy: string;
  createdAt: string;
}

/** Writes a question that waits. */
export async function insertImpactRequest(
  transaction: Knex.Transaction,
  row: Pick<ImpactRequestRow, 'uid' | 'change' | 'changeHash' | 'requestedBy'>,
): Promise<void> {
  await transaction('impact_requests').insert({
    uid: row.uid,
    change: JSON.stringify(row.change),
    change_hash: row.changeHash,
    status: 'pending',
    requested_by: row.requestedBy,
  });
}

/** Moves a question on. Says whether its status allowed it. */
export async function changeImpactStatus(
  database: Knex,
  uid: string,
  to: ImpactReport['status'],
  error?: string,
): Promise<boolean> {
  const count = await database('impact_requests')
    .where({ uid })
    .whereIn('status', statusesBefore(to))
    .update({ status: to, error: error ?? null });
  return count > 0;
}

/** Finds a question. */
export async function findImpactRequest(
  database: Knex,
  uid: string,
): Promise<ImpactRequestRow | undefined> {
  const row = await database('impact_requests').where({ uid }).first();
  return (
    row && {
      uid: row.uid,
      change: JSON.parse(row.change),
      changeHash: row.change_hash,
      status: row.status,
      ...(row.error !== null && { error: row.error }),
      requestedBy: row.requested_by,
      createdAt: isoTime(row.created_at),
    }
  );
}

/** Uids of questions without an answer, oldest first. */
export async function listUnfinishedImpactRequests(database: Knex): Promise<string[]> {
  return database('impact_requests')
    .whereIn('status', ['pending', 'running'])
    .orderBy('uid')
    .pluck('uid');
}

/** Uid of the newest question of somebody about a change that has no answer yet. */
export async function findUnfinishedImpactRequest(
  database: Knex,
  asked: Pick<ImpactRequestRow, 'changeHash' | 'requestedBy'>,
): Promise<string | undefined> {
  const row = await database('impact_requests')
    .whereIn('status', ['pending', 'running'])
    .where({ change_hash: asked.changeHash, requested_by: asked.requestedBy })
    .orderBy('uid', 'desc')
    .first('uid');
  return row?.uid;
}
