import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { PolicyQueryUser } from '@backstage/plugin-permission-node';
import {
  environmentPermissions,
  valuePermissions,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import { MembersPolicy } from './MembersPolicy';

function userWith(...ownershipEntityRefs: string[]): PolicyQueryUser {
  return { info: { ownershipEntityRefs } } as PolicyQueryUser;
}

const member = userWith('user:default/ana', 'group:default/shop-team');
const guest = userWith('user:default/gus');

describe('MembersPolicy', () => {
  const policy = new MembersPolicy();
  const decide = async (
    permission: (typeof environmentPermissions)['deploy'],
    user?: PolicyQueryUser,
  ) => (await policy.handle({ permission }, user)).result;

  it('lets members of a group deploy', async () => {
    expect(await decide(environmentPermissions.deploy, member)).toBe(AuthorizeResult.ALLOW);
  });

  it('lets somebody without a group look, and nothing else', async () => {
    expect(await decide(environmentPermissions.read, guest)).toBe(AuthorizeResult.ALLOW);
    expect(await decide(environmentPermissions.deploy, guest)).toBe(AuthorizeResult.DENY);
  });

  it('refuses everything to who is not signed in', async () => {
    expect(await decide(environmentPermissions.read)).toBe(AuthorizeResult.DENY);
  });

  it('shows a secret value to nobody', async () => {
    expect(await decide(valuePermissions.reveal, member)).toBe(AuthorizeResult.DENY);
  });
});
