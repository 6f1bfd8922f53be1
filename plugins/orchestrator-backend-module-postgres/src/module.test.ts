import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  orchestratorDriversExtensionPoint,
  type Driver,
} from '@tutti/backstage-plugin-platform-orchestrator-node';
import { createDriverContext } from '@tutti/backstage-plugin-platform-orchestrator-node/testUtils';
import platformOrchestratorModulePostgres from './index';

async function startWith(servers: object): Promise<Driver[]> {
  const added: Driver[] = [];
  const data = { platformOrchestrator: { postgres: { servers } } };
  await startTestBackend({
    extensionPoints: [
      [orchestratorDriversExtensionPoint, { addDriver: (...drivers) => added.push(...drivers) }],
    ],
    features: [platformOrchestratorModulePostgres, mockServices.rootConfig.factory({ data })],
  });
  return added;
}

describe('platformOrchestratorModulePostgres', () => {
  it('gives the orchestrator the driver, with the servers of the configuration', async () => {
    const [driver] = await startWith({
      shared: { host: '127.0.0.1', port: 1, username: 'tutti', password: 'hunter2hunter2' },
    });
    expect(driver.id).toBe('postgres-database');
    const inputs = { server: 'shared', database: 'orders' };
    await expect(driver.plan(createDriverContext({ inputs }))).rejects.toThrow(
      'The connection to PostgreSQL "shared" (127.0.0.1:1) failed',
    );
  });

  it('does not start with a server whose password is missing, and says where', async () => {
    await expect(startWith({ shared: { host: 'db', username: 'tutti' } })).rejects.toThrow(
      /platformOrchestrator\.postgres\.servers\.shared\.password/,
    );
  });
});
