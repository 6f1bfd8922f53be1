import type { PinView } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { NodeId } from '@tutti/planner';
import type { Knex } from 'knex';
import { isoTime } from '../databaseTime';

/** A pin, without what has become of its node. */
export type ListedPin = Omit<PinView, 'nodeState'>;

/** Pins of live applications and environments, in the order in which they were made. */
export async function listPins(
  database: Knex,
  filter: {
    uid?: string;
    applicationUid?: string;
    /** Pins of this environment, and those of its application as a whole. */
    environmentUid?: string;
    /** Name of a definition. */
    definition?: string;
    after?: string;
    limit?: number;
  },
): Promise<ListedPin[]> {
  const { uid, applicationUid, environmentUid, definition, after, limit } = filter;
  const query = database('pins')
    .join('applications', 'applications.uid', 'pins.application_uid')
    .join('definitions', 'definitions.uid', 'pins.definition_uid')
    .leftJoin('environments', 'environments.uid', 'pins.environment_uid')
    .whereNot('applications.status', 'deleted')
    .andWhere(live =>
      live.whereNull('pins.environment_uid').orWhereNot('environments.status', 'deleted'),
    )
    .select('pins.*', {
      application: 'applications.name',
      environment: 'environments.name',
      definition: 'definitions.name',
    })
    .orderBy('pins.uid');
  if (uid !== undefined) {
    query.where('pins.uid', uid);
  }
  if (applicationUid !== undefined) {
    query.where('pins.application_uid', applicationUid);
  }
  if (environmentUid !== undefined) {
    query.andWhere(either =>
      either.where('pins.environment_uid', environmentUid).orWhereNull('pins.environment_uid'),
    );
  }
  if (definition !== undefined) {
    query.where('definitions.name', definition);
  }
  if (after !== undefined) {
    query.where('pins.uid', '>', after);
  }
  if (limit !== undefined) {
    query.limit(limit);
  }
  const rows = await query;
  return rows.map(row => ({
    uid: row.uid,
    application: row.application,
    ...(row.environment !== null && { environment: row.environment }),
    node: row.node as NodeId,
    definition: row.definition,
    version: row.version,
    ...(row.moved_from !== null && { movedFrom: row.moved_from as NodeId }),
    createdBy: row.created_by,
    createdAt: isoTime(row.created_at),
  }));
}
