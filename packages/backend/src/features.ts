import { createBackendFeatureLoader } from '@backstage/backend-plugin-api';
import { readinessHealthServiceFactory } from '@tutti/backstage-plugin-platform-orchestrator-backend';
import { developmentAuthModule } from './authentication/developmentAuthModule';
import { permissionPolicyModule } from './authorization/permissionPolicyModule';
import { localGitScaffolderModule, localGitUrlReaderFactory } from './localGit/localGitFeatures';

/** Every plugin and module of this backend. */
export const features = createBackendFeatureLoader({
  async *loader() {
    yield localGitUrlReaderFactory;

    yield import('@backstage/plugin-app-backend');

    yield import('@backstage/plugin-auth-backend');
    yield developmentAuthModule;
    yield import('@backstage/plugin-permission-backend');
    yield permissionPolicyModule;

    yield import('@backstage/plugin-events-backend');
    yield import('@backstage/plugin-signals-backend');

    yield import('@backstage/plugin-catalog-backend');
    yield import('@backstage/plugin-catalog-backend-module-scaffolder-entity-model');
    yield import('@tutti/backstage-plugin-catalog-backend-module-platform-orchestrator');

    yield import('@backstage/plugin-scaffolder-backend');
    yield localGitScaffolderModule;
    yield import('@tutti/backstage-plugin-scaffolder-backend-module-platform-orchestrator');

    yield import('@tutti/backstage-plugin-platform-orchestrator-backend');
    yield readinessHealthServiceFactory;
    yield import('@tutti/backstage-plugin-platform-orchestrator-backend-module-static');
    yield import('@tutti/backstage-plugin-platform-orchestrator-backend-module-postgres');
    yield import('@tutti/backstage-plugin-platform-orchestrator-backend-module-kubernetes');
    yield import('@tutti/backstage-plugin-platform-orchestrator-backend-module-git');
  },
});
