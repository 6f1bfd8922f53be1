import { AuthenticationError } from '@backstage/errors';
import { parseEntityRef } from '@backstage/catalog-model';
import {
  createProxyAuthenticator,
  createProxyAuthProviderFactory,
  type AuthProviderFactory,
} from '@backstage/plugin-auth-node';

/** Request header in which the sign-in page says who was chosen: a full entity reference. */
export const DEVELOPMENT_USER_HEADER = 'x-tutti-development-user';

/**
 * Signs in the user that the request header names, when the user is on the list. A browser sends
 * the header only from a page of an allowed origin, so other sites cannot use it.
 *
 * @param userRefs - full entity references of everybody who may be chosen.
 */
export function createDevelopmentAuthProvider(userRefs: readonly string[]): AuthProviderFactory {
  return createProxyAuthProviderFactory({
    authenticator: createProxyAuthenticator({
      defaultProfileTransform: async () => ({ profile: {} }),
      initialize() {},
      async authenticate({ req }) {
        const userRef = req.header(DEVELOPMENT_USER_HEADER);
        if (!userRef || !userRefs.includes(userRef)) {
          throw new AuthenticationError(
            'Choose one of the users in platformOrchestrator.developmentSignIn.users to sign in.',
          );
        }
        return { result: { userRef } };
      },
    }),
    async signInResolver({ result }, context) {
      return context.signInWithCatalogUser({ entityRef: parseEntityRef(result.userRef) });
    },
  });
}
