import type { PermissionCriteria } from '@backstage/plugin-permission-common';
import type { EnvironmentRecord, Environments } from '../environments/Environments';
import { environmentNotFound } from '../environments/notFound';
import type { ResourceFilter } from './rules/ResourceFilter';

/**
 * The environments of an application that the caller may see, to cut another list down to them.
 *
 * @throws NotFoundError naming the application, or the environment when one is asked for and cannot be seen.
 */
export async function visibleEnvironments(
  environments: Environments,
  filter: {
    application: string;
    environment?: string;
    visible?: PermissionCriteria<ResourceFilter>;
  },
): Promise<EnvironmentRecord[]> {
  const { application, environment, visible } = filter;
  await environments.getApplication(application);
  const records = await environments.records({ application, environment, visible });
  if (environment !== undefined && records.length === 0) {
    throw environmentNotFound(application, environment);
  }
  return records;
}
