import type {
  ActiveResourcesFilter,
  ActiveResource,
  Application,
  ChangeEnvironmentRequest,
  ChangeRolloutRequest,
  ChangeVersionStatusRequest,
  CloneEnvironmentRequest,
  CreateApplicationRequest,
  CreateEnvironmentRequest,
  CreateWebhookRequest,
  DeliveryView,
  OutboxFailureView,
  UpdateWebhookRequest,
  WebhookView,
  DecideDestructionRequest,
  DeleteEnvironmentRequest,
  DefinitionTestOutcome,
  DefinitionTestView,
  DefinitionsFilter,
  DefinitionVersionView,
  DefinitionView,
  Deployment,
  DeploymentNode,
  DeploymentStatus,
  DestructionDecision,
  DriverView,
  Environment,
  EnvironmentTypeView,
  ExplainRequest,
  ExplainResponse,
  ImpactChange,
  ImpactReport,
  LogPage,
  ManifestSourcesFilter,
  ManifestSourceView,
  ManifestView,
  Page,
  PageOptions,
  PinsFilter,
  PauseEnvironmentRequest,
  PinView,
  PlanView,
  PromoteRequest,
  PromoteWorkloadsRequest,
  RefreshRequest,
  ReleaseHoldsRequest,
  RollBackRequest,
  ResolveResourceRequest,
  ResourceTypesFilter,
  ResourceTypeView,
  ResumeRolloutRequest,
  RetryDeploymentRequest,
  RolloutEnvironmentsFilter,
  RolloutEnvironmentView,
  RolloutStatus,
  RolloutView,
  RunDefinitionTestsRequest,
  SaveManifestRequest,
  ScoreValidation,
  SetPinRequest,
  StartRolloutRequest,
  SubmitDeploymentRequest,
  WorkloadStatus,
} from '@tutti/backstage-plugin-platform-orchestrator-common';

type ApplicationPath = { application: string };
type EnvironmentPath = { application: string; environment: string };
type UidPath = { uid: string };

/**
 * The operations of `openapi.yaml` with the types of their parts, named by operation id. What arrives has been
 * checked against the document, so these types hold.
 */
export interface OperationTypes {
  listApplications: { query: PageOptions; answer: Page<Application> };
  createApplication: { body: CreateApplicationRequest; answer: Application };
  getApplication: { path: ApplicationPath; answer: Application };
  deleteApplication: { path: ApplicationPath; answer: Application };

  listEnvironments: { path: ApplicationPath; query: PageOptions; answer: Page<Environment> };
  createEnvironment: { path: ApplicationPath; body: CreateEnvironmentRequest; answer: Environment };
  getEnvironment: { path: EnvironmentPath; answer: Environment };
  changeEnvironment: { path: EnvironmentPath; body: ChangeEnvironmentRequest; answer: Environment };
  deleteEnvironment: { path: EnvironmentPath; body: DeleteEnvironmentRequest; answer: Deployment };
  cloneEnvironment: { path: EnvironmentPath; body: CloneEnvironmentRequest; answer: Deployment };
  planClone: { path: EnvironmentPath; body: CloneEnvironmentRequest; answer: PlanView };
  pauseEnvironment: { path: EnvironmentPath; body: PauseEnvironmentRequest; answer: Environment };
  resumeEnvironment: { path: EnvironmentPath; answer: Environment };
  releaseHolds: { path: EnvironmentPath; body: ReleaseHoldsRequest; answer: Environment };
  listWorkloadStatuses: {
    path: ApplicationPath;
    query: { environment?: string; workload?: string };
    answer: Page<WorkloadStatus>;
  };

  submitDeployment: { path: EnvironmentPath; body: SubmitDeploymentRequest; answer: Deployment };
  rollBack: { path: EnvironmentPath; body: RollBackRequest; answer: Deployment };
  promoteWorkloads: { path: EnvironmentPath; body: PromoteWorkloadsRequest; answer: Deployment };
  refreshEnvironment: { path: EnvironmentPath; body: RefreshRequest; answer: Deployment };
  listDeployments: {
    path: ApplicationPath;
    query: { environment?: string; workload?: string } & PageOptions;
    answer: Page<Deployment>;
  };
  listDeploymentsUnderWay: {
    query: { status?: DeploymentStatus; waitsFor?: 'me' } & PageOptions;
    answer: Page<Deployment>;
  };
  getDeployment: { path: UidPath; answer: Deployment };
  getDeploymentPlan: { path: UidPath; answer: PlanView };
  listDeploymentNodes: { path: UidPath; answer: Page<DeploymentNode> };
  readDeploymentLog: {
    path: UidPath;
    query: { after?: string; limit?: number; wait?: number };
    answer: LogPage;
  };
  cancelDeployment: { path: UidPath; answer: Deployment };
  retryDeployment: { path: UidPath; body: RetryDeploymentRequest; answer: Deployment };
  decideDeployment: {
    path: UidPath;
    body: { planHash: string; verdict: 'approved' | 'rejected'; reason?: string };
    answer: Deployment;
  };

  listActiveResources: {
    query: ActiveResourcesFilter & PageOptions;
    answer: Page<ActiveResource>;
  };
  getActiveResource: { path: UidPath; answer: ActiveResource };
  resolveResource: { path: UidPath; body: ResolveResourceRequest; answer: ActiveResource };
  decideDestruction: {
    path: UidPath;
    body: DecideDestructionRequest;
    answer: DestructionDecision;
  };

  listDefinitions: { query: DefinitionsFilter & PageOptions; answer: Page<DefinitionView> };
  getDefinition: { path: { name: string }; answer: DefinitionView };
  listDefinitionVersions: { path: { name: string }; answer: Page<DefinitionVersionView> };
  listDefinitionUsage: {
    path: { name: string };
    query: { version?: number } & PageOptions;
    answer: Page<ActiveResource>;
  };
  promoteVersions: { body: PromoteRequest; answer: Page<DefinitionVersionView> };
  changeVersionStatus: {
    // Decimal digits; the document says so.
    path: { name: string; version: string };
    body: ChangeVersionStatusRequest;
    answer: DefinitionVersionView;
  };
  createDefinition: { body: SaveManifestRequest; answer: DefinitionView };
  updateDefinition: {
    path: { name: string };
    body: SaveManifestRequest;
    answer: DefinitionView;
  };
  deleteDefinition: {
    path: { name: string };
    query: { confirmImpact?: string };
    answer: DefinitionView;
  };
  saveResourceType: {
    path: { name: string };
    body: SaveManifestRequest;
    answer: ResourceTypeView;
  };
  deleteResourceType: {
    path: { name: string };
    query: { confirmImpact?: string };
    answer: { name: string };
  };
  saveEnvironmentType: {
    path: { name: string };
    body: SaveManifestRequest;
    answer: EnvironmentTypeView;
  };
  deleteEnvironmentType: {
    path: { name: string };
    query: { confirmImpact?: string };
    answer: { name: string };
  };
  listDefinitionTests: { answer: Page<DefinitionTestView> };
  runDefinitionTests: { body: RunDefinitionTestsRequest; answer: Page<DefinitionTestOutcome> };
  saveDefinitionTest: {
    path: { name: string };
    body: SaveManifestRequest;
    answer: DefinitionTestView;
  };
  deleteDefinitionTest: { path: { name: string }; answer: { name: string } };
  getDefinitionManifest: { path: { name: string }; answer: ManifestView };
  getDefinitionVersionManifest: {
    // Decimal digits; the document says so.
    path: { name: string; version: string };
    answer: ManifestView;
  };
  getResourceTypeManifest: { path: { name: string }; answer: ManifestView };
  getEnvironmentTypeManifest: { path: { name: string }; answer: ManifestView };
  getDefinitionTestManifest: { path: { name: string }; answer: ManifestView };
  listRollouts: {
    path: { name: string };
    query: { status?: RolloutStatus } & PageOptions;
    answer: Page<RolloutView>;
  };
  startRollout: { path: { name: string }; body: StartRolloutRequest; answer: RolloutView };
  getRollout: { path: UidPath; answer: RolloutView };
  listRolloutEnvironments: {
    path: UidPath;
    query: RolloutEnvironmentsFilter & PageOptions;
    answer: Page<RolloutEnvironmentView>;
  };
  pauseRollout: { path: UidPath; body: ChangeRolloutRequest; answer: RolloutView };
  resumeRollout: { path: UidPath; body: ResumeRolloutRequest; answer: RolloutView };
  stopRollout: { path: UidPath; body: ChangeRolloutRequest; answer: RolloutView };
  askImpact: { body: ImpactChange; answer: ImpactReport };
  getImpact: { path: UidPath; answer: ImpactReport };
  listPins: {
    query: PinsFilter & PageOptions;
    answer: Page<PinView>;
  };
  setPin: { body: SetPinRequest; answer: PinView };
  deletePin: { path: UidPath; answer: PinView };
  listWebhooks: { query: { application?: string } & PageOptions; answer: Page<WebhookView> };
  createWebhook: { body: CreateWebhookRequest; answer: WebhookView };
  getWebhook: { path: UidPath; answer: WebhookView };
  updateWebhook: { path: UidPath; body: UpdateWebhookRequest; answer: WebhookView };
  deleteWebhook: { path: UidPath; answer: WebhookView };
  pingWebhook: { path: UidPath; answer: DeliveryView };
  listDeliveries: { path: UidPath; query: PageOptions; answer: Page<DeliveryView> };
  redeliver: { path: UidPath & { delivery: string }; answer: DeliveryView };
  listOutboxFailures: { query: PageOptions; answer: Page<OutboxFailureView> };
  retryOutboxMessage: { path: { id: string }; answer: { id: string } };
  listResourceTypes: {
    query: ResourceTypesFilter & PageOptions;
    answer: Page<ResourceTypeView>;
  };
  listEnvironmentTypes: { answer: Page<EnvironmentTypeView> };
  listDrivers: { answer: Page<DriverView> };
  listManifestSources: { query: ManifestSourcesFilter; answer: Page<ManifestSourceView> };
  explainMatch: { body: ExplainRequest; answer: ExplainResponse };

  validateScore: {
    body: { content: string; name?: string; strict?: boolean };
    answer: ScoreValidation;
  };
  getComponentScoreFile: {
    query: { component: string };
    answer: { content: string; location: string };
  };
}

/** The name of an operation of the REST API. */
export type OperationId = keyof OperationTypes;
