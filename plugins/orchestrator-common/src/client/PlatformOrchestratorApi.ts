import type { DefinitionTestResult } from '@tutti/planner';
import type {
  EnvironmentTypeView,
  ExplainRequest,
  ExplainResponse,
  ChangeVersionStatusRequest,
  DefinitionTestView,
  DefinitionVersionView,
  DefinitionView,
  DriverView,
  ManifestSourceView,
  PinView,
  PromoteRequest,
  ResourceTypeView,
  RunDefinitionTestsRequest,
  SetPinRequest,
} from '../api/registry';
import type {
  Application,
  CreateApplicationRequest,
  CreateEnvironmentRequest,
  Environment,
  Page,
} from '../api/environments';
import type {
  Deployment,
  DeploymentNode,
  LogPage,
  ScoreValidation,
  SubmitDeploymentRequest,
  WorkloadStatus,
} from '../api/deployments';
import type { ImpactChange, ImpactReport } from '../api/impact';
import type { PlanView } from '../api/plans';
import type { ActiveResource } from '../api/resources';

/** Options of every call. */
export interface RequestOptions {
  /** Backstage token; not needed where the fetch API adds it. */
  token?: string;
  signal?: AbortSignal;
}

/** Says that somebody has seen what a change takes away. */
export interface Confirmation {
  /** Uid of the impact report that came with the refusal. */
  confirmImpact?: string;
}

/** Where to read on in a list, and how much. */
export interface PageOptions {
  cursor?: string;
  /** Default 50, at most 200. */
  limit?: number;
}

/** The REST API of the platform orchestrator. All methods throw `ResponseError` for answers that are not a success. */
export interface PlatformOrchestratorApi {
  listApplications(page?: PageOptions, options?: RequestOptions): Promise<Page<Application>>;
  getApplication(application: string, options?: RequestOptions): Promise<Application>;
  createApplication(
    request: CreateApplicationRequest,
    options?: RequestOptions,
  ): Promise<Application>;
  /** Default 200 on a page. */
  listEnvironments(
    application: string,
    options?: RequestOptions & PageOptions,
  ): Promise<Page<Environment>>;
  getEnvironment(
    application: string,
    environment: string,
    options?: RequestOptions,
  ): Promise<Environment>;
  createEnvironment(
    application: string,
    request: CreateEnvironmentRequest,
    options?: RequestOptions,
  ): Promise<Environment>;
  /** All workloads by all environments of an application, or one workload's row. */
  listWorkloadStatuses(
    application: string,
    filter?: { workload?: string; environment?: string },
    options?: RequestOptions,
  ): Promise<Page<WorkloadStatus>>;
  /** `idempotencyKey` makes a second call with the same body give the first answer. */
  submitDeployment(
    application: string,
    environment: string,
    request: SubmitDeploymentRequest,
    options?: RequestOptions & { idempotencyKey?: string },
  ): Promise<Deployment>;
  /** Newest first. */
  listDeployments(
    application: string,
    filter?: { environment?: string; workload?: string } & PageOptions,
    options?: RequestOptions,
  ): Promise<Page<Deployment>>;
  getDeployment(uid: string, options?: RequestOptions): Promise<Deployment>;
  getPlan(uid: string, options?: RequestOptions): Promise<PlanView>;
  listDeploymentNodes(uid: string, options?: RequestOptions): Promise<Page<DeploymentNode>>;
  /** `wait`: seconds, at most 20, to keep the call open while there is nothing new. Default 0. */
  readLog(
    uid: string,
    page?: { after?: string; limit?: number; wait?: number },
    options?: RequestOptions,
  ): Promise<LogPage>;
  cancelDeployment(uid: string, options?: RequestOptions): Promise<Deployment>;
  decideDeployment(
    uid: string,
    verdict: { planHash: string; verdict: 'approved' | 'rejected'; reason?: string },
    options?: RequestOptions,
  ): Promise<Deployment>;
  /** All active resources that the caller may see, or those of one application, environment, workload. */
  listActiveResources(
    filter?: { application?: string; environment?: string; workload?: string } & PageOptions,
    options?: RequestOptions,
  ): Promise<Page<ActiveResource>>;
  getActiveResource(uid: string, options?: RequestOptions): Promise<ActiveResource>;
  listDefinitions(
    filter?: { type?: string } & PageOptions,
    options?: RequestOptions,
  ): Promise<Page<DefinitionView>>;
  getDefinition(name: string, options?: RequestOptions): Promise<DefinitionView>;
  /** All versions, newest first. */
  listDefinitionVersions(
    name: string,
    options?: RequestOptions,
  ): Promise<Page<DefinitionVersionView>>;
  /** Every row of the ledger that the definition, or one version of it, has made. */
  listDefinitionUsage(
    name: string,
    filter?: { version?: number } & PageOptions,
    options?: RequestOptions,
  ): Promise<Page<ActiveResource>>;
  /** Makes versions the defaults of their definitions, all of them or none. */
  promoteVersions(
    request: PromoteRequest,
    options?: RequestOptions,
  ): Promise<Page<DefinitionVersionView>>;
  /** Sorts a version out, or restores it as proposed. */
  changeVersionStatus(
    name: string,
    version: number,
    request: ChangeVersionStatusRequest,
    options?: RequestOptions,
  ): Promise<DefinitionVersionView>;
  /** Pins, of one application or environment or all, in the order in which they were made. */
  listPins(
    filter?: { application?: string; environment?: string } & PageOptions,
    options?: RequestOptions,
  ): Promise<Page<PinView>>;
  /** Binds a node to a version of a definition, from its next deployment on. */
  setPin(request: SetPinRequest, options?: RequestOptions): Promise<PinView>;
  deletePin(uid: string, options?: RequestOptions): Promise<PinView>;
  /** Saves a definition that people write here; what a source declares is read-only. `text` is YAML with one manifest. */
  createDefinition(text: string, options?: RequestOptions & Confirmation): Promise<DefinitionView>;
  updateDefinition(
    name: string,
    text: string,
    options?: RequestOptions & Confirmation,
  ): Promise<DefinitionView>;
  /** Answers with the definition as it was. */
  deleteDefinition(name: string, options?: RequestOptions & Confirmation): Promise<DefinitionView>;
  saveResourceType(
    name: string,
    text: string,
    options?: RequestOptions & Confirmation,
  ): Promise<ResourceTypeView>;
  deleteResourceType(
    name: string,
    options?: RequestOptions & Confirmation,
  ): Promise<{ name: string }>;
  saveEnvironmentType(
    name: string,
    text: string,
    options?: RequestOptions & Confirmation,
  ): Promise<EnvironmentTypeView>;
  deleteEnvironmentType(
    name: string,
    options?: RequestOptions & Confirmation,
  ): Promise<{ name: string }>;
  listDefinitionTests(options?: RequestOptions): Promise<Page<DefinitionTestView>>;
  /** Runs tests against what is in force: the given ones, or those that are stored. */
  runDefinitionTests(
    request?: RunDefinitionTestsRequest,
    options?: RequestOptions,
  ): Promise<Page<DefinitionTestResult>>;
  /** What would a change do? Answers with the report, or with a `pending` one to ask for again. */
  askImpact(change: ImpactChange, options?: RequestOptions): Promise<ImpactReport>;
  getImpact(uid: string, options?: RequestOptions): Promise<ImpactReport>;
  listResourceTypes(options?: RequestOptions): Promise<Page<ResourceTypeView>>;
  listEnvironmentTypes(options?: RequestOptions): Promise<Page<EnvironmentTypeView>>;
  listDrivers(options?: RequestOptions): Promise<Page<DriverView>>;
  listManifestSources(options?: RequestOptions): Promise<Page<ManifestSourceView>>;
  explain(request: ExplainRequest, options?: RequestOptions): Promise<ExplainResponse>;
  validateScore(
    request: { content: string; name?: string; strict?: boolean },
    options?: RequestOptions,
  ): Promise<ScoreValidation>;
  /** The Score file of a catalog Component, found by its annotations. */
  getComponentScoreFile(
    componentRef: string,
    options?: RequestOptions,
  ): Promise<{ content: string; location: string }>;
}
