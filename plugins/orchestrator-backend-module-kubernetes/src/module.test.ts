import { startTestBackend } from '@backstage/backend-test-utils';
import {
  orchestratorDriversExtensionPoint,
  type Driver,
} from '@tutti/backstage-plugin-platform-orchestrator-node';
import platformOrchestratorModuleKubernetes from './index';

describe('platformOrchestratorModuleKubernetes', () => {
  it('gives the orchestrator both drivers', async () => {
    const added: Driver[] = [];
    await startTestBackend({
      extensionPoints: [
        [orchestratorDriversExtensionPoint, { addDriver: (...drivers) => added.push(...drivers) }],
      ],
      features: [platformOrchestratorModuleKubernetes],
    });
    expect(added.map(driver => driver.id)).toEqual(['kubernetes-workload', 'kubernetes-manifests']);
  });
});
