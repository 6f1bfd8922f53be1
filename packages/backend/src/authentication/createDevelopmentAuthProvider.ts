import { AuthenticationError } from '@backstage/errors';
import { parseEntityRef } from '@backstage/catalog-model';
import {
  createProxyAuthenticator,
  createProxyAuthProviderFactory,
  type AuthProviderFactory,
} from '@backstage/plugin-auth-node';
import type { DevelopmentUser } from './readDevelopmentUsers';

/** Request header in which the sign-in page says who was chosen: a full entity reference. */
export const DEVELOPMENT_USER_HEADER = 'x-tutti-development-user';

/**
 * Signs in the user that the request header names, when the user is on the list. A browser sends
 * the header only from a page of an allowed origin, so other sites cannot use it.
 *
 * @param users - everybody who may be chosen.
 */
export function createDevelopmentAuthProvider(
  users: readonly DevelopmentUser[],
): AuthProviderFactory {
  return createProxyAuthProviderFactory({
    authenticator: createProxyAuthenticator({
      async defaultProfileTransform({ title }: DevelopmentUser) {
        return { profile: { displayName: title } };
      },
      initialize() {},
      async authenticate({ req }) {
        const chosen = req.header(DEVELOPMENT_USER_HEADER);
        const result = users.find(user => user.entityRef === chosen);
        if (!result) {
          throw new AuthenticationError(
            'Choose one of the users in platformOrchestrator.developmentSignIn.users to sign in.',
          );
        }
        return { result };
      },
    }),
    async signInResolver({ result }, context) {
      return context.signInWithCatalogUser({ entityRef: parseEntityRef(result.entityRef) });
    },
  });
}
