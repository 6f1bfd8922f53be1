import type { Knex } from 'knex';
import type { EnvironmentCandidate } from '../../environments/Environments';
import { databaseTimeIn } from '../databaseTime';

/** Writes an environment. Throws the database's conflict error when a live one of the application has the name. */
export async function insertEnvironment(
  database: Knex,
  uid: string,
  candidate: EnvironmentCandidate,
): Promise<void> {
  await database('environments').insert({
    uid,
    application_uid: candidate.applicationUid,
    name: candidate.name,
    type: candidate.type,
    labels: JSON.stringify(candidate.labels),
    status: candidate.status,
    expires_at:
      candidate.lifetime === undefined ? null : databaseTimeIn(database, candidate.lifetime),
    created_at: database.fn.now(),
  });
}
