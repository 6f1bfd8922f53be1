import type { ResourcePermission } from '@backstage/plugin-permission-common';
import type { Deployment } from './api/deployments';
import {
  ENVIRONMENT_RESOURCE_TYPE,
  environmentPermissions,
  ledgerPermissions,
} from './permissions';

/** What submitting a deployment took, and so cancelling it and trying it again take too. */
export function permissionOfSubmission({
  kind,
  destroys,
}: Pick<Deployment, 'kind' | 'destroys'>): ResourcePermission<typeof ENVIRONMENT_RESOURCE_TYPE> {
  if (kind === 'destroy') {
    return destroys ? ledgerPermissions.destroy : environmentPermissions.delete;
  }
  return environmentPermissions.deploy;
}
