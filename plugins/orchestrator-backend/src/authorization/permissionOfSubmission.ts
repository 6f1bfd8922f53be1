import type { ResourcePermission } from '@backstage/plugin-permission-common';
import {
  environmentPermissions,
  ledgerPermissions,
  type Deployment,
} from '@tutti/backstage-plugin-platform-orchestrator-common';

/** Every permission with which a deployment can be submitted. */
export const SUBMISSION_PERMISSIONS: readonly ResourcePermission[] = [
  environmentPermissions.deploy,
  environmentPermissions.delete,
  ledgerPermissions.destroy,
];

/** What submitting a deployment took, and so cancelling it and trying it again take too. */
export function permissionOfSubmission({
  kind,
  destroys,
}: Pick<Deployment, 'kind' | 'destroys'>): ResourcePermission {
  if (kind === 'destroy') {
    return destroys ? ledgerPermissions.destroy : environmentPermissions.delete;
  }
  return environmentPermissions.deploy;
}
