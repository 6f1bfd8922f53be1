import path from 'node:path';
import { createBackend } from '@backstage/backend-defaults';
import { coreServices, createServiceFactory } from '@backstage/backend-plugin-api';
import { loadConfiguration } from './configuration/loadConfiguration';
import { createEmbeddedLogger } from './embedded/createEmbeddedLogger';
import { loadSample, publishSample } from './embedded/sample';
import { Supervisor } from './embedded/Supervisor';
import { features } from './features';
import { limitStop } from './limitStop';
import { LocalGitStore } from './localGit/LocalGitStore';

async function start(supervisor: Supervisor): Promise<void> {
  const { config, embedded } = await loadConfiguration();
  if (embedded) {
    await publishSample(LocalGitStore.at(embedded.gitFolder), path.resolve('examples'));
    await supervisor.tell({ kind: 'progress', text: 'PostgreSQL and the Git repositories' });
  }

  const backend = createBackend();
  backend.add(
    createServiceFactory({
      service: coreServices.rootConfig,
      deps: {},
      factory: async () => config,
    }),
  );
  if (embedded) {
    backend.add(createEmbeddedLogger(embedded.dataFolder));
  }
  backend.add(features);
  supervisor.handOverSignals();
  limitStop();
  await backend.start();

  const baseUrl = config.getString('backend.baseUrl');
  if (embedded) {
    await supervisor.tell({ kind: 'progress', text: 'Backstage' });
    await loadSample({
      baseUrl,
      token: embedded.sampleLoaderToken,
      report: text => supervisor.tell({ kind: 'progress', text }),
    }).catch(error =>
      // The person can still use everything, and deploy the sample by hand.
      supervisor.tell({
        kind: 'warning',
        text: `The sample could not be deployed: ${error.body?.error?.message ?? error.message}`,
      }),
    );
    const { host, port, user } = embedded.postgres;
    await supervisor.tell({ kind: 'ready', baseUrl, postgres: { host, port, user } });
    // Gives back what the start left behind; there is a function for it where `npm start` asks Node.
    globalThis.gc?.({ type: 'major', execution: 'sync', flavor: 'last-resort' });
  }
}

const supervisor = Supervisor.connect();
start(supervisor).catch(error => supervisor.fail(error));
