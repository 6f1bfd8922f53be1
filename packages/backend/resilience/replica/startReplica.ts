import { createBackend } from '@backstage/backend-defaults';
import { ConfigReader } from '@backstage/config';
import { coreServices, createServiceFactory } from '@backstage/backend-plugin-api';
import { readinessHealthServiceFactory } from '@tutti/backstage-plugin-platform-orchestrator-backend';
import { limitStop } from '../../src/limitStop';
import { replicaConfig } from './replicaConfig';
import { replicaFeatures } from './replicaFeatures';
import type { ReplicaSettings } from './ReplicaSettings';

/** Runs the product's plugin and drivers as one of several replicas, until the rig ends. */
async function startReplica(settings: ReplicaSettings): Promise<void> {
  const config = new ConfigReader(replicaConfig(settings));
  const backend = createBackend();
  limitStop();
  backend.add(
    createServiceFactory({
      service: coreServices.rootConfig,
      deps: {},
      factory: () => config,
    }),
  );
  backend.add(readinessHealthServiceFactory);
  for (const feature of replicaFeatures(settings)) {
    backend.add(feature);
  }
  backend.add(import('@tutti/backstage-plugin-platform-orchestrator-backend'));
  backend.add(import('@tutti/backstage-plugin-platform-orchestrator-backend-module-static'));
  backend.add(import('@tutti/backstage-plugin-platform-orchestrator-backend-module-kubernetes'));
  backend.add(import('@tutti/backstage-plugin-platform-orchestrator-backend-module-git'));
  await backend.start();
  process.send?.({ kind: 'ready' });
}

process.once('disconnect', () => process.exit(1));
process.once('message', settings => {
  startReplica(settings as ReplicaSettings).catch(error => {
    process.stderr.write(`${error.stack}\n`);
    process.exit(1);
  });
});
