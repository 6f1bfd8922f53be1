import { ResponseError } from '@backstage/errors';
import type { DefinitionTestResult } from '@tutti/planner';
import type {
  Deployment,
  DeploymentNode,
  LogPage,
  ScoreValidation,
  SubmitDeploymentRequest,
  WorkloadStatus,
} from '../api/deployments';
import type {
  Application,
  CreateApplicationRequest,
  CreateEnvironmentRequest,
  Environment,
  Page,
} from '../api/environments';
import type { ImpactChange, ImpactReport } from '../api/impact';
import type { PlanView } from '../api/plans';
import type {
  ChangeVersionStatusRequest,
  DefinitionTestView,
  DefinitionVersionView,
  DefinitionView,
  DriverView,
  EnvironmentTypeView,
  ExplainRequest,
  ExplainResponse,
  ManifestSourceView,
  PinView,
  PromoteRequest,
  ResourceTypeView,
  RunDefinitionTestsRequest,
  SetPinRequest,
} from '../api/registry';
import type { ActiveResource } from '../api/resources';
import { API_VERSION, PLUGIN_ID } from '../constants';
import type {
  Confirmation,
  PageOptions,
  PlatformOrchestratorApi,
  RequestOptions,
} from './PlatformOrchestratorApi';

/** Finds the backend; Backstage's discovery API of frontend and backend both do. */
export interface DiscoveryApi {
  getBaseUrl(pluginId: string): Promise<string>;
}

/** Calls the backend; Backstage's fetch API does, and so does an object with the global `fetch`. */
export interface FetchApi {
  fetch: typeof fetch;
}

/** Options of {@link PlatformOrchestratorClient}. */
export interface CreatePlatformOrchestratorClientOptions {
  discoveryApi: DiscoveryApi;
  /** Default: the global `fetch`, which adds no token. */
  fetchApi?: FetchApi;
}

type Query = Record<string, string | number | undefined>;

/** What one call sends beside its path. */
interface Call {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  query?: Query;
  body?: unknown;
  headers?: Record<string, string>;
}

/** {@link PlatformOrchestratorApi} over HTTP. */
export class PlatformOrchestratorClient implements PlatformOrchestratorApi {
  readonly #discoveryApi: DiscoveryApi;
  readonly #fetchApi: FetchApi;

  constructor(options: CreatePlatformOrchestratorClientOptions) {
    this.#discoveryApi = options.discoveryApi;
    this.#fetchApi = options.fetchApi ?? { fetch: (input, init) => fetch(input, init) };
  }

  async listApplications(page?: PageOptions, options?: RequestOptions): Promise<Page<Application>> {
    return this.#call(path`applications`, { query: { ...page } }, options);
  }

  async getApplication(application: string, options?: RequestOptions): Promise<Application> {
    return this.#call(path`applications/${application}`, {}, options);
  }

  async createApplication(
    request: CreateApplicationRequest,
    options?: RequestOptions,
  ): Promise<Application> {
    return this.#call(path`applications`, { body: request }, options);
  }

  async listEnvironments(
    application: string,
    options?: RequestOptions & PageOptions,
  ): Promise<Page<Environment>> {
    const query = { cursor: options?.cursor, limit: options?.limit };
    return this.#call(path`applications/${application}/environments`, { query }, options);
  }

  async getEnvironment(
    application: string,
    environment: string,
    options?: RequestOptions,
  ): Promise<Environment> {
    return this.#call(path`applications/${application}/environments/${environment}`, {}, options);
  }

  async createEnvironment(
    application: string,
    request: CreateEnvironmentRequest,
    options?: RequestOptions,
  ): Promise<Environment> {
    return this.#call(path`applications/${application}/environments`, { body: request }, options);
  }

  async listWorkloadStatuses(
    application: string,
    filter?: { workload?: string; environment?: string },
    options?: RequestOptions,
  ): Promise<Page<WorkloadStatus>> {
    const query = { ...filter };
    return this.#call(path`applications/${application}/workloads`, { query }, options);
  }

  async submitDeployment(
    application: string,
    environment: string,
    request: SubmitDeploymentRequest,
    options?: RequestOptions & { idempotencyKey?: string },
  ): Promise<Deployment> {
    const key = options?.idempotencyKey;
    return this.#call(
      path`applications/${application}/environments/${environment}/deployments`,
      { body: request, headers: key === undefined ? {} : { 'Idempotency-Key': key } },
      options,
    );
  }

  async listDeployments(
    application: string,
    filter?: { environment?: string; workload?: string } & PageOptions,
    options?: RequestOptions,
  ): Promise<Page<Deployment>> {
    const query = { ...filter };
    return this.#call(path`applications/${application}/deployments`, { query }, options);
  }

  async getDeployment(uid: string, options?: RequestOptions): Promise<Deployment> {
    return this.#call(path`deployments/${uid}`, {}, options);
  }

  async getPlan(uid: string, options?: RequestOptions): Promise<PlanView> {
    return this.#call(path`deployments/${uid}/plan`, {}, options);
  }

  async listDeploymentNodes(uid: string, options?: RequestOptions): Promise<Page<DeploymentNode>> {
    return this.#call(path`deployments/${uid}/nodes`, {}, options);
  }

  async readLog(
    uid: string,
    page?: { after?: string; limit?: number; wait?: number },
    options?: RequestOptions,
  ): Promise<LogPage> {
    return this.#call(path`deployments/${uid}/log`, { query: { ...page } }, options);
  }

  async cancelDeployment(uid: string, options?: RequestOptions): Promise<Deployment> {
    return this.#call(path`deployments/${uid}/cancel`, { method: 'POST' }, options);
  }

  async decideDeployment(
    uid: string,
    verdict: { planHash: string; verdict: 'approved' | 'rejected'; reason?: string },
    options?: RequestOptions,
  ): Promise<Deployment> {
    return this.#call(path`deployments/${uid}/approvals`, { body: verdict }, options);
  }

  async listActiveResources(
    filter?: { application?: string; environment?: string; workload?: string } & PageOptions,
    options?: RequestOptions,
  ): Promise<Page<ActiveResource>> {
    return this.#call(path`resources`, { query: { ...filter } }, options);
  }

  async getActiveResource(uid: string, options?: RequestOptions): Promise<ActiveResource> {
    return this.#call(path`resources/${uid}`, {}, options);
  }

  async listDefinitions(
    filter?: { type?: string } & PageOptions,
    options?: RequestOptions,
  ): Promise<Page<DefinitionView>> {
    return this.#call(path`definitions`, { query: { ...filter } }, options);
  }

  async getDefinition(name: string, options?: RequestOptions): Promise<DefinitionView> {
    return this.#call(path`definitions/${name}`, {}, options);
  }

  async listDefinitionVersions(
    name: string,
    options?: RequestOptions,
  ): Promise<Page<DefinitionVersionView>> {
    return this.#call(path`definitions/${name}/versions`, {}, options);
  }

  async listDefinitionUsage(
    name: string,
    filter?: { version?: number } & PageOptions,
    options?: RequestOptions,
  ): Promise<Page<ActiveResource>> {
    return this.#call(path`definitions/${name}/usage`, { query: { ...filter } }, options);
  }

  async promoteVersions(
    request: PromoteRequest,
    options?: RequestOptions,
  ): Promise<Page<DefinitionVersionView>> {
    return this.#call(path`promotions`, { body: request }, options);
  }

  async changeVersionStatus(
    name: string,
    version: number,
    request: ChangeVersionStatusRequest,
    options?: RequestOptions,
  ): Promise<DefinitionVersionView> {
    const route = path`definitions/${name}/versions/${String(version)}/status`;
    return this.#call(route, { body: request }, options);
  }

  async listPins(
    filter?: { application?: string; environment?: string } & PageOptions,
    options?: RequestOptions,
  ): Promise<Page<PinView>> {
    return this.#call(path`pins`, { query: { ...filter } }, options);
  }

  async setPin(request: SetPinRequest, options?: RequestOptions): Promise<PinView> {
    return this.#call(path`pins`, { body: request }, options);
  }

  async deletePin(uid: string, options?: RequestOptions): Promise<PinView> {
    return this.#call(path`pins/${uid}`, { method: 'DELETE' }, options);
  }

  async createDefinition(
    text: string,
    options?: RequestOptions & Confirmation,
  ): Promise<DefinitionView> {
    return this.#call(
      path`definitions`,
      { body: { manifest: text, confirmImpact: options?.confirmImpact } },
      options,
    );
  }

  async updateDefinition(
    name: string,
    text: string,
    options?: RequestOptions & Confirmation,
  ): Promise<DefinitionView> {
    return this.#save(path`definitions/${name}`, text, options);
  }

  async deleteDefinition(
    name: string,
    options?: RequestOptions & Confirmation,
  ): Promise<DefinitionView> {
    return this.#call(path`definitions/${name}`, deletion(options), options);
  }

  async saveResourceType(
    name: string,
    text: string,
    options?: RequestOptions & Confirmation,
  ): Promise<ResourceTypeView> {
    return this.#save(path`resource-types/${name}`, text, options);
  }

  async deleteResourceType(
    name: string,
    options?: RequestOptions & Confirmation,
  ): Promise<{ name: string }> {
    return this.#call(path`resource-types/${name}`, deletion(options), options);
  }

  async saveEnvironmentType(
    name: string,
    text: string,
    options?: RequestOptions & Confirmation,
  ): Promise<EnvironmentTypeView> {
    return this.#save(path`environment-types/${name}`, text, options);
  }

  async deleteEnvironmentType(
    name: string,
    options?: RequestOptions & Confirmation,
  ): Promise<{ name: string }> {
    return this.#call(path`environment-types/${name}`, deletion(options), options);
  }

  async listDefinitionTests(options?: RequestOptions): Promise<Page<DefinitionTestView>> {
    return this.#call(path`definition-tests`, {}, options);
  }

  async runDefinitionTests(
    request: RunDefinitionTestsRequest = {},
    options?: RequestOptions,
  ): Promise<Page<DefinitionTestResult>> {
    return this.#call(path`definition-tests/run`, { body: request }, options);
  }

  async askImpact(change: ImpactChange, options?: RequestOptions): Promise<ImpactReport> {
    return this.#call(path`impact`, { body: change }, options);
  }

  async getImpact(uid: string, options?: RequestOptions): Promise<ImpactReport> {
    return this.#call(path`impact/${uid}`, {}, options);
  }

  async listResourceTypes(options?: RequestOptions): Promise<Page<ResourceTypeView>> {
    return this.#call(path`resource-types`, {}, options);
  }

  async listEnvironmentTypes(options?: RequestOptions): Promise<Page<EnvironmentTypeView>> {
    return this.#call(path`environment-types`, {}, options);
  }

  async listDrivers(options?: RequestOptions): Promise<Page<DriverView>> {
    return this.#call(path`drivers`, {}, options);
  }

  async listManifestSources(options?: RequestOptions): Promise<Page<ManifestSourceView>> {
    return this.#call(path`sources`, {}, options);
  }

  async explain(request: ExplainRequest, options?: RequestOptions): Promise<ExplainResponse> {
    return this.#call(path`explain`, { body: request }, options);
  }

  async validateScore(
    request: { content: string; name?: string; strict?: boolean },
    options?: RequestOptions,
  ): Promise<ScoreValidation> {
    return this.#call(path`score/validate`, { body: request }, options);
  }

  async getComponentScoreFile(
    componentRef: string,
    options?: RequestOptions,
  ): Promise<{ content: string; location: string }> {
    return this.#call(path`score/component`, { query: { component: componentRef } }, options);
  }

  async #save<T>(
    route: string,
    manifest: string,
    options?: RequestOptions & Confirmation,
  ): Promise<T> {
    const body = { manifest, confirmImpact: options?.confirmImpact };
    return this.#call(route, { method: 'PUT', body }, options);
  }

  async #call<T>(route: string, call: Call, options: RequestOptions = {}): Promise<T> {
    const { body, headers } = call;
    const { token, signal } = options;
    const baseUrl = await this.#discoveryApi.getBaseUrl(PLUGIN_ID);
    const response = await this.#fetchApi.fetch(
      `${baseUrl}/${API_VERSION}/${route}${queryString(call.query)}`,
      {
        method: call.method ?? (body === undefined ? 'GET' : 'POST'),
        headers: {
          ...headers,
          ...(body !== undefined && { 'Content-Type': 'application/json' }),
          ...(token && { Authorization: `Bearer ${token}` }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        signal,
      },
    );
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response.json();
  }
}

function deletion(options?: Confirmation): Call {
  return { method: 'DELETE', query: { confirmImpact: options?.confirmImpact } };
}

/** A path whose inserted names cannot leave their segment. */
function path(texts: TemplateStringsArray, ...names: string[]): string {
  return texts.reduce(
    (before, text, index) => before + encodeURIComponent(names[index - 1]) + text,
  );
}

function queryString(query: Query = {}): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) {
      parameters.set(name, String(value));
    }
  }
  const text = parameters.toString();
  return text ? `?${text}` : '';
}
