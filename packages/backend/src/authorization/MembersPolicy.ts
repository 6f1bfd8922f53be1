import { AuthorizeResult, type PolicyDecision } from '@backstage/plugin-permission-common';
import type {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import { valuePermissions } from '@tutti/backstage-plugin-platform-orchestrator-common';

/**
 * Who belongs to a group in the catalog may do everything, everybody else who is signed in may
 * look, and who is not signed in may do nothing. A secret value in clear is shown to nobody.
 *
 * @remarks
 * Meant for one machine and for trying things out. An installation with several teams puts a
 * policy of its own in the place of `permissionPolicyModule`.
 */
export class MembersPolicy implements PermissionPolicy {
  async handle(request: PolicyQuery, user?: PolicyQueryUser): Promise<PolicyDecision> {
    return { result: mayDo(request, user) ? AuthorizeResult.ALLOW : AuthorizeResult.DENY };
  }
}

function mayDo({ permission }: PolicyQuery, user: PolicyQueryUser | undefined): boolean {
  if (!user || permission.name === valuePermissions.reveal.name) {
    return false;
  }
  const isMember = user.info.ownershipEntityRefs.some(ref => ref.startsWith('group:'));
  return isMember || permission.attributes.action === 'read';
}
