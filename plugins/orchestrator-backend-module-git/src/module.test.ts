import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  orchestratorDriversExtensionPoint,
  type Driver,
} from '@tutti/backstage-plugin-platform-orchestrator-node';
import { deliveryContext, deliveryRequest } from './__testUtils__/deliveryRequest';
import { TestRepository } from './__testUtils__/TestRepository';
import platformOrchestratorModuleGit from './index';

describe('platformOrchestratorModuleGit', () => {
  it('gives the orchestrator a driver that delivers into the configured repositories', async () => {
    const repository = TestRepository.create();
    const added: Driver[] = [];
    const { server } = await startTestBackend({
      extensionPoints: [
        [orchestratorDriversExtensionPoint, { addDriver: (...drivers) => added.push(...drivers) }],
      ],
      features: [
        platformOrchestratorModuleGit,
        mockServices.rootConfig.factory({
          data: {
            platformOrchestrator: {
              git: {
                cacheFolder: repository.folder,
                repositories: { deployments: { url: repository.path, branch: 'live' } },
              },
            },
          },
        }),
      ],
    });
    expect(added.map(driver => driver.id)).toEqual(['git-delivery']);
    await added[0].apply(deliveryContext(deliveryRequest()));
    expect(repository.files('live')).toHaveLength(2);
    server.close();
    await repository.remove();
  });
});
