import { coreServices, createBackendModule } from '@backstage/backend-plugin-api';
import { orchestratorDriversExtensionPoint } from '@tutti/backstage-plugin-platform-orchestrator-node';
import { GitCommand } from './git/GitCommand';
import { GitHome } from './git/GitHome';
import { GitDeliveryDriver } from './GitDeliveryDriver';
import { GitRepositories } from './repositories/GitRepositories';
import { readGitRepositories } from './repositories/readGitRepositories';

/**
 * Adds the driver `git-delivery`, with the repositories of the configuration.
 *
 * @public
 */
export const platformOrchestratorModuleGit = createBackendModule({
  pluginId: 'platform-orchestrator',
  moduleId: 'git',
  register(registry) {
    registry.registerInit({
      deps: {
        config: coreServices.rootConfig,
        lifecycle: coreServices.lifecycle,
        drivers: orchestratorDriversExtensionPoint,
      },
      async init({ config, lifecycle, drivers }) {
        const repositories = GitRepositories.create({
          repositories: readGitRepositories(config),
          git: GitCommand.create(config.getOptionalString('platformOrchestrator.git.binary')),
          home: GitHome.create(config.getOptionalString('platformOrchestrator.git.cacheFolder')),
        });
        lifecycle.addShutdownHook(() => repositories.close());
        drivers.addDriver(GitDeliveryDriver.create({ repositories }));
      },
    });
  },
});
