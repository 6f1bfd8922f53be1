import { createBackendModule } from '@backstage/backend-plugin-api';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import { MembersPolicy } from './MembersPolicy';

/** Makes {@link MembersPolicy} the policy of this installation. */
export const permissionPolicyModule = createBackendModule({
  pluginId: 'permission',
  moduleId: 'members-policy',
  register(registry) {
    registry.registerInit({
      deps: { policy: policyExtensionPoint },
      async init({ policy }) {
        policy.setPolicy(new MembersPolicy());
      },
    });
  },
});
