import { applicationsCalls } from './calls/applicationsCalls';
import { definitionsCalls } from './calls/definitionsCalls';
import { definitionTestsCalls } from './calls/definitionTestsCalls';
import { deploymentsCalls } from './calls/deploymentsCalls';
import { lifecycleCalls } from './calls/lifecycleCalls';
import { registryCalls } from './calls/registryCalls';
import { resourcesCalls } from './calls/resourcesCalls';
import { rolloutsCalls } from './calls/rolloutsCalls';
import { scoreCalls } from './calls/scoreCalls';
import { webhooksCalls } from './calls/webhooksCalls';
import { createHttpCall, type DiscoveryApi, type FetchApi } from './http/createHttpCall';
import type { PlatformOrchestratorApi } from './PlatformOrchestratorApi';

/** Options of {@link PlatformOrchestratorClient}. */
export interface CreatePlatformOrchestratorClientOptions {
  discoveryApi: DiscoveryApi;
  /** Default: the global `fetch`, which adds no token. */
  fetchApi?: FetchApi;
}

/** {@link PlatformOrchestratorApi} over HTTP; the calls of each noun are in a file of their own. */
// The interface beside the class says that it has them all; the constructor is where that is checked.
export interface PlatformOrchestratorClient extends PlatformOrchestratorApi {}
export class PlatformOrchestratorClient {
  constructor(options: CreatePlatformOrchestratorClientOptions) {
    const { discoveryApi, fetchApi = { fetch: (input, init) => fetch(input, init) } } = options;
    const call = createHttpCall({ discoveryApi, fetchApi });
    const calls: PlatformOrchestratorApi = {
      ...applicationsCalls(call),
      ...deploymentsCalls(call),
      ...lifecycleCalls(call),
      ...resourcesCalls(call),
      ...definitionsCalls(call),
      ...definitionTestsCalls(call),
      ...registryCalls(call),
      ...rolloutsCalls(call),
      ...scoreCalls(call),
      ...webhooksCalls(call),
    };
    Object.assign(this, calls);
  }
}
