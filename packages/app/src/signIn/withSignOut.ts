import type { IdentityApi } from '@backstage/core-plugin-api';

/**
 * The same identity, with something more to do when the user signs out. The methods are bound one
 * by one because they use private state of the original, which a copied object would lack.
 */
export function withSignOut(identity: IdentityApi, onSignOut: () => void): IdentityApi {
  return {
    getProfileInfo: () => identity.getProfileInfo(),
    getBackstageIdentity: () => identity.getBackstageIdentity(),
    getCredentials: () => identity.getCredentials(),
    signOut: async () => {
      onSignOut();
      await identity.signOut();
    },
  };
}
