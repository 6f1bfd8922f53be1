import { coreServices, createBackendModule } from '@backstage/backend-plugin-api';
import { authProvidersExtensionPoint } from '@backstage/plugin-auth-node';
import { createDevelopmentAuthProvider } from './createDevelopmentAuthProvider';
import { readDevelopmentUsers } from './readDevelopmentUsers';

/**
 * Sign-in without a password as one of the users in
 * `platformOrchestrator.developmentSignIn.users`. Does nothing while that list is absent.
 *
 * @throws Error at start when the list is present in production.
 */
export const developmentAuthModule = createBackendModule({
  pluginId: 'auth',
  moduleId: 'development',
  register(registry) {
    registry.registerInit({
      deps: { config: coreServices.rootConfig, providers: authProvidersExtensionPoint },
      async init({ config, providers }) {
        const users = readDevelopmentUsers(config);
        if (users.length === 0) {
          return;
        }
        if (process.env.NODE_ENV === 'production') {
          throw new Error(
            'Development sign-in lets anybody in without a password, so it does not start in production. ' +
              'Remove platformOrchestrator.developmentSignIn from the configuration, ' +
              'and set up an authentication provider under auth.providers.',
          );
        }
        providers.registerProvider({
          providerId: 'development',
          factory: createDevelopmentAuthProvider(users),
        });
      },
    });
  },
});
