import { createBackend } from '@backstage/backend-defaults';
import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';

/**
 * The plugin alone with a database in memory, for trying its API by hand:
 *
 * ```sh
 * yarn workspace @tutti/backstage-plugin-platform-orchestrator-backend start
 * curl localhost:7007/api/platform-orchestrator/v1/environment-types
 * ```
 *
 * Every call without a token is one of the user `user:default/mock`. No driver is here, so nothing can be deployed.
 */
const backend = createBackend();
backend.add(
  mockServices.rootConfig.factory({
    data: {
      backend: {
        baseUrl: 'http://localhost:7007',
        listen: { host: '127.0.0.1', port: 7007 },
        database: { client: 'better-sqlite3', connection: ':memory:' },
      },
      platformOrchestrator: {
        secrets: { keys: [{ id: 'dev', secret: 'known to everybody who reads this file' }] },
        manifests: { sources: [{ type: 'file', path: './examples/platform' }] },
      },
    },
  }),
);
backend.add(mockServices.auth.factory());
backend.add(mockServices.httpAuth.factory());
backend.add(
  catalogServiceMock.factory({
    entities: [
      {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'System',
        metadata: { name: 'shop', namespace: 'default' },
        relations: [{ type: 'ownedBy', targetRef: 'group:default/shop' }],
      },
    ],
  }),
);
backend.add(import('../src'));
backend.start();
