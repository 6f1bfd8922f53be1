import type { PermissionCriteria } from '@backstage/plugin-permission-common';
import type { Knex } from 'knex';
import type { ResourceFilter } from '../../authorization/rules/ResourceFilter';
import type { EnvironmentRecord } from '../../environments/Environments';
import { applyResourceFilter } from '../applyResourceFilter';
import { whereAmong } from '../whereAmong';
import { type EnvironmentRow, environmentOfRow } from './rows';

/** Where a page of {@link selectEnvironments} begins, and how it is sorted. */
export interface EnvironmentPosition {
  /** Order of each environment type; a type that is not here comes last. */
  orderOfTypes: ReadonlyMap<string, number>;
  after?: { order: number; name: string };
  limit: number;
}

/** The order of an environment whose type nobody knows any more: behind all others. */
export const UNKNOWN_TYPE_ORDER = 2_147_483_647;

/**
 * Environments with what belongs to their applications. Only live ones, unless uids are given.
 *
 * @param filter.detached - also deleted ones of which the ledger still has rows
 * @param filter.page - sorts by the order of the types, then by name; absent: by application and name.
 */
export async function selectEnvironments(
  database: Knex,
  filter: {
    uids?: string[];
    applications?: string[];
    environment?: string;
    visible?: PermissionCriteria<ResourceFilter>;
    detached?: boolean;
    page?: EnvironmentPosition;
  },
): Promise<EnvironmentRecord[]> {
  const query = database('environments')
    .join('applications', 'applications.uid', 'environments.application_uid')
    .select(
      'environments.uid',
      'environments.application_uid',
      'applications.name as application',
      'applications.labels as application_labels',
      'applications.owner_ref',
      'environments.name',
      'environments.type',
      'environments.labels',
      'environments.status',
      'environments.desired_set',
      'environments.holds',
      'environments.lock',
      'environments.pause',
      'environments.expires_at',
      'environments.created_at',
    );
  if (filter.uids) {
    whereAmong(query, 'environments.uid', filter.uids);
  } else {
    query.where(either => {
      either.where(live =>
        live.whereNot('environments.status', 'deleted').whereNot('applications.status', 'deleted'),
      );
      if (filter.detached) {
        either.orWhereExists(
          database('ledger')
            .select(database.raw('1'))
            .whereRaw('ledger.environment_uid = environments.uid'),
        );
      }
    });
  }
  if (filter.applications) {
    whereAmong(query, 'applications.name', filter.applications);
  }
  if (filter.environment !== undefined) {
    query.where('environments.name', filter.environment);
  }
  if (filter.visible) {
    applyResourceFilter(query, filter.visible, {
      owner: 'applications.owner_ref',
      environmentType: 'environments.type',
      labels: 'environments.labels',
    });
  }
  if (filter.page) {
    applyPosition(query, filter.page);
  } else {
    query.orderBy(['applications.name', 'environments.name']);
  }
  const rows: EnvironmentRow[] = await query;
  return rows.map(environmentOfRow);
}

/** The order of the types is one bound value, because a statement takes a limited number of them. */
function applyPosition(query: Knex.QueryBuilder, page: EnvironmentPosition): void {
  const orders = String(query.client.config.client).includes('pg')
    ? 'select value::numeric from jsonb_each_text(?::jsonb)'
    : 'select cast(value as numeric) from json_each(?)';
  const order = `coalesce((${orders} where key = environments.type), ${UNKNOWN_TYPE_ORDER})`;
  const types = JSON.stringify(Object.fromEntries(page.orderOfTypes));
  query.orderByRaw(order, [types]).orderBy('environments.name').limit(page.limit);
  if (page.after) {
    const { order: afterOrder, name } = page.after;
    query.whereRaw(`(${order} > ? or (${order} = ? and environments.name > ?))`, [
      ...[types, afterOrder],
      ...[types, afterOrder, name],
    ]);
  }
}
