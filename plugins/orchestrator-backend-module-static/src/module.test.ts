import { startTestBackend } from '@backstage/backend-test-utils';
import {
  orchestratorDriversExtensionPoint,
  type Driver,
} from '@tutti/backstage-plugin-platform-orchestrator-node';
import platformOrchestratorModuleStatic from './index';

describe('platformOrchestratorModuleStatic', () => {
  it('gives the orchestrator the driver that definitions name "static"', async () => {
    const added: Driver[] = [];
    await startTestBackend({
      extensionPoints: [
        [orchestratorDriversExtensionPoint, { addDriver: (...drivers) => added.push(...drivers) }],
      ],
      features: [platformOrchestratorModuleStatic],
    });
    expect(added.map(driver => driver.id)).toEqual(['static']);
  });
});
