import type { ResourcePermission } from '@backstage/plugin-permission-common';
import {
  environmentPermissions,
  ledgerPermissions,
} from '@tutti/backstage-plugin-platform-orchestrator-common';

/** Every permission with which a deployment can be submitted. */
export const SUBMISSION_PERMISSIONS: readonly ResourcePermission[] = [
  environmentPermissions.deploy,
  environmentPermissions.delete,
  ledgerPermissions.destroy,
];
