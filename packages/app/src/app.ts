import { createApp } from '@backstage/frontend-defaults';
import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { navigationContent } from './navigation/navigationContent';
import { developmentSignInPage } from './signIn/developmentSignInPage';

/**
 * The Backstage frontend. Every frontend plugin in this package's dependencies is found by itself
 * (`app.packages: all` in the configuration); only what belongs to the app is named here.
 */
export const app = createApp({
  features: [
    createFrontendModule({
      pluginId: 'app',
      extensions: [navigationContent, developmentSignInPage],
    }),
  ],
});
