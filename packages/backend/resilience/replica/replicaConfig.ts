import type { JsonObject } from '@backstage/types';
import type { ReplicaSettings } from './ReplicaSettings';

/** The configuration of one replica, as an installation with several replicas on PostgreSQL has it. */
export function replicaConfig(settings: ReplicaSettings): JsonObject {
  const { name, port, database, repository, manifests, worker } = settings;
  const baseUrl = `http://127.0.0.1:${port}`;
  return {
    app: { baseUrl },
    backend: {
      baseUrl,
      listen: { host: '127.0.0.1', port },
      database: {
        client: 'pg',
        connection: { ...database, database: 'postgres', application_name: name },
        pluginDivisionMode: 'schema',
        ensureSchemaExists: true,
        knexConfig: { pool: { min: 0, max: 10 } },
      },
    },
    events: { useEventBus: 'never' },
    platformOrchestrator: {
      secrets: { keys: [{ id: 'rig', secret: 'a secret that every replica of the rig shares' }] },
      manifests: { sources: [{ name: 'rig', type: 'file', path: manifests }] },
      git: { repositories: { deployments: { url: repository, branch: 'main' } } },
      worker: { enabled: worker, concurrency: 6 },
    },
  };
}
