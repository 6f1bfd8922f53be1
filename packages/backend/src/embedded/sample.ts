import { setTimeout as sleep } from 'node:timers/promises';
import path from 'node:path';
import {
  PLUGIN_ID,
  PlatformOrchestratorClient,
  isFinal,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import type {
  Deployment,
  PlatformOrchestratorApi,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { LocalGitStore } from '../localGit/LocalGitStore';
import { waitForCatalog } from './waitForCatalog';

const APPLICATION = 'shop';
const ENVIRONMENTS = [
  { name: 'development', type: 'development' },
  { name: 'staging', type: 'staging' },
  { name: 'production', type: 'production' },
];
const COMPONENTS = ['catalog-api', 'fulfilment', 'orders-api', 'orders-migrate', 'storefront'];
const PATIENCE_MILLISECONDS = 60_000;
const PAUSE_MILLISECONDS = 500;

/** Options of {@link loadSample}. */
export interface LoadSampleOptions {
  /** Where the backend answers, such as `http://localhost:7007`. */
  baseUrl: string;
  /** Bearer token of the service principal `sample-loader`. */
  token: string;
  /** Tells the person at the terminal what happens, one short line at a time. */
  report(line: string): void;
}

/**
 * Puts the sample's files into the repository `shop` of the local Git store, from where the catalog and the platform
 * orchestrator read them. Does nothing when there is such a repository: from then on it belongs to the person.
 */
export async function publishSample(store: LocalGitStore, examplesFolder: string): Promise<void> {
  if (!store.has(APPLICATION)) {
    await store.create({
      repository: APPLICATION,
      contentFolder: path.join(examplesFolder, APPLICATION),
      author: { name: 'Tutti', email: 'tutti@localhost' },
      message: 'Begin with the sample of Tutti',
    });
  }
}

/**
 * Deploys the sample application to development on the first start, through the same API that everybody uses. Killed
 * half-way, it goes on at the next start; a deployment that was made is never made again.
 */
export async function loadSample(options: LoadSampleOptions): Promise<void> {
  const { baseUrl, token, report } = options;
  const api = new PlatformOrchestratorClient({
    discoveryApi: { getBaseUrl: async pluginId => `${baseUrl}/api/${pluginId}` },
    fetchApi: { fetch },
  });
  const request = { token };
  await waitForCatalog({
    baseUrl,
    token,
    entityRefs: [
      `system:default/${APPLICATION}`,
      ...COMPONENTS.map(name => `component:default/${name}`),
    ],
    patienceMilliseconds: PATIENCE_MILLISECONDS,
  });
  await ensureEnvironments(api, request);
  const deployments = await api.listDeployments(
    APPLICATION,
    { environment: 'development', limit: 1 },
    request,
  );
  if (deployments.items.length > 0) {
    return;
  }
  report(`Deploying the sample application ${APPLICATION} to development`);
  const submitted = await api.submitDeployment(
    APPLICATION,
    'development',
    {
      scoreFiles: COMPONENTS.map(name => ({ component: `component:default/${name}` })),
      comment: 'The sample, deployed on the first start',
    },
    { ...request, idempotencyKey: `${PLUGIN_ID}-sample` },
  );
  const deployment = await untilEnded(api, submitted, request);
  report(
    isFinal(deployment.status)
      ? `The sample is deployed: ${deployment.status}${deployment.error ? `, ${deployment.error}` : ''}`
      : 'The sample is still being deployed; its page shows how far it is',
  );
}

async function ensureEnvironments(
  api: PlatformOrchestratorApi,
  request: { token: string },
): Promise<void> {
  const { items: applications } = await api.listApplications({ limit: 200 }, request);
  if (!applications.some(({ name }) => name === APPLICATION)) {
    await api.createApplication(
      { name: APPLICATION, title: 'Shop', systemRef: `system:default/${APPLICATION}` },
      request,
    );
  }
  const { items: existing } = await api.listEnvironments(APPLICATION, request);
  for (const environment of ENVIRONMENTS) {
    if (!existing.some(({ name }) => name === environment.name)) {
      await api.createEnvironment(APPLICATION, environment, request);
    }
  }
}

async function untilEnded(
  api: PlatformOrchestratorApi,
  submitted: Deployment,
  request: { token: string },
): Promise<Deployment> {
  const deadline = Date.now() + PATIENCE_MILLISECONDS;
  let deployment = submitted;
  while (!isFinal(deployment.status) && Date.now() < deadline) {
    await sleep(PAUSE_MILLISECONDS);
    deployment = await api.getDeployment(submitted.uid, request);
  }
  return deployment;
}
