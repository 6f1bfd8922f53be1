import { SignInPageBlueprint } from '@backstage/plugin-app-react';

/** The page before sign-in: pick one of the users that the configuration lists. */
export const signInPageExtension = SignInPageBlueprint.make({
  params: {
    loader: () => import('./DevelopmentSignInPage').then(module => module.DevelopmentSignInPage),
  },
});
