import { createApp } from '@backstage/frontend-defaults';
import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { navigationExtension } from './navigation/navigationExtension';
import { signInPageExtension } from './signIn/signInPageExtension';

/**
 * The Backstage frontend. Every frontend plugin in this package's dependencies is found by itself
 * (`app.packages: all` in the configuration); only what belongs to the app is named here.
 */
export const app = createApp({
  features: [
    createFrontendModule({
      pluginId: 'app',
      extensions: [navigationExtension, signInPageExtension],
    }),
  ],
});
