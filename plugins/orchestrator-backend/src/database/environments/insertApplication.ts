import type { Knex } from 'knex';
import type { ApplicationCandidate } from '../../environments/Environments';

/** Writes an application. Throws the database's conflict error when a live one has the name or the System. */
export async function insertApplication(
  database: Knex,
  uid: string,
  candidate: ApplicationCandidate,
): Promise<void> {
  await database('applications').insert({
    uid,
    name: candidate.name,
    title: candidate.title ?? null,
    labels: JSON.stringify(candidate.labels),
    system_ref: candidate.systemRef ?? null,
    owner_ref: candidate.ownerRef ?? null,
    status: 'active',
    created_at: database.fn.now(),
  });
}
