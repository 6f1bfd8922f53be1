import { urlReaderFactoriesServiceRef } from '@backstage/backend-defaults/urlReader';
import {
  coreServices,
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { createPublishLocalGitAction } from './createPublishLocalGitAction';
import { LocalGitStore } from './LocalGitStore';
import { LOCAL_GIT_FOLDER, LocalGitUrlReader } from './LocalGitUrlReader';

/** Lets every plugin read from the local Git store through its `UrlReader`. */
export const localGitUrlReaderFactory = createServiceFactory({
  service: urlReaderFactoriesServiceRef,
  deps: {},
  async factory() {
    return LocalGitUrlReader.factory;
  },
});

/** Lets software templates publish into the local Git store, where there is one. */
export const localGitScaffolderModule = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'local-git',
  register(registry) {
    registry.registerInit({
      deps: { config: coreServices.rootConfig, actions: scaffolderActionsExtensionPoint },
      async init({ config, actions }) {
        const folder = config.getOptionalString(LOCAL_GIT_FOLDER);
        if (folder) {
          actions.addActions(createPublishLocalGitAction(LocalGitStore.at(folder)));
        }
      },
    });
  },
});
