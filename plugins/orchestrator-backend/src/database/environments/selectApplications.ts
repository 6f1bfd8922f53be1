import type { PermissionCriteria } from '@backstage/plugin-permission-common';
import type { Application } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { Knex } from 'knex';
import type { ResourceFilter } from '../../authorization/rules/ResourceFilter';
import { applyResourceFilter } from '../applyResourceFilter';
import { whereAmong } from '../whereAmong';
import { type ApplicationRow, applicationOfRow } from './rows';

/**
 * Live applications, sorted by name.
 *
 * @param filter.afterName - only those behind it; `names`, `uids`: only these.
 */
export async function selectApplications(
  database: Knex,
  filter: {
    names?: string[];
    uids?: string[];
    afterName?: string;
    visible?: PermissionCriteria<ResourceFilter>;
    limit?: number;
  },
): Promise<Application[]> {
  const query = database<ApplicationRow>('applications')
    .select('uid', 'name', 'title', 'labels', 'system_ref', 'owner_ref', 'created_at')
    .whereNot('status', 'deleted')
    .orderBy('name');
  if (filter.names) {
    whereAmong(query, 'name', filter.names);
  }
  if (filter.uids) {
    whereAmong(query, 'uid', filter.uids);
  }
  if (filter.afterName !== undefined) {
    query.where('name', '>', filter.afterName);
  }
  if (filter.visible) {
    applyResourceFilter(query, filter.visible, {
      owner: 'applications.owner_ref',
      labels: 'applications.labels',
    });
  }
  if (filter.limit !== undefined) {
    query.limit(filter.limit);
  }
  const rows = await query;
  return rows.map(applicationOfRow);
}
