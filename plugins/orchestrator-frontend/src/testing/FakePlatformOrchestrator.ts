import type {
  Deployment,
  DeploymentNode,
  Environment,
  PlanNodeView,
  PlanView,
  PlatformOrchestratorApi,
  SubmitDeploymentRequest,
  WorkloadStatus,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { NodeId } from '@tutti/planner';

/** A deployment as the API answers with it, for tests. */
export function deploymentOf(overrides: Partial<Deployment>): Deployment {
  return {
    uid: 'd-1',
    application: 'shop',
    environment: 'development',
    number: 1,
    kind: 'deploy',
    status: 'succeeded',
    planOnly: false,
    workloads: ['web'],
    removed: [],
    requestedBy: 'user:default/ana',
    createdAt: '2026-01-01T00:00:00Z',
    ...overrides,
  };
}

/** A node of a plan as the API answers with it, for tests. */
export function planNodeOf(overrides: Partial<PlanNodeView>): PlanNodeView {
  return {
    node: 'postgres.default#web.db' as NodeId,
    type: 'postgres',
    class: 'default',
    id: 'web.db',
    action: 'create',
    reason: 'It does not exist yet.',
    inScope: true,
    place: { source: 'score.yaml', pointer: '/resources/db' },
    waitsForPerson: false,
    incarnation: 1,
    name: 'web-db-1234abcd',
    definition: 'postgres-development',
    definitionVersion: 1,
    driver: 'postgres-database',
    stateful: true,
    deletion: { onRemoval: 'destroy', onEnvironmentDelete: 'destroy', protected: false },
    match: {
      type: 'postgres',
      class: 'default',
      id: 'web.db',
      by: 'criteria',
      winner: {
        definition: 'postgres-development',
        version: 1,
        criterion: { class: 'default', environmentType: 'development' },
      },
      candidates: [
        {
          definition: 'postgres-development',
          version: 1,
          criterion: { class: 'default', environmentType: 'development' },
          fits: true,
        },
        {
          definition: 'postgres-production',
          version: 1,
          criterion: { class: 'default', environmentType: 'production' },
          fits: false,
          failed: { field: 'environmentType', expected: 'production', actual: 'development' },
        },
      ],
      text: 'postgres-development wins because its environment type is development.',
    },
    workloads: ['web'],
    shared: false,
    requestHash: 'hash',
    dependsOn: [],
    params: {},
    inputs: { database: 'web-db-1234abcd', password: { $secret: [{ store: 'ledger', key: 'x' }] } },
    differences: [],
    catalog: {},
    problems: [],
    ...overrides,
  };
}

/** A plan as the API answers with it, for tests. */
export function planOf(nodes: PlanNodeView[]): PlanView {
  return { hash: 'plan-hash', setHash: 'set', fingerprint: 'print', nodes, problems: [] };
}

/** An environment as the API answers with it, for tests. */
export function environmentOf(name: string, order: number): Environment {
  return {
    uid: `environment-${name}`,
    application: 'shop',
    name,
    type: name,
    order,
    labels: {},
    status: 'active',
    workloads: [],
    createdAt: '2026-01-01T00:00:00Z',
  };
}

/** What the fake answers with; change it between two questions. */
export interface FakeState {
  environments: Environment[];
  statuses: WorkloadStatus[];
  deployments: Deployment[];
  nodes: DeploymentNode[];
  plan?: PlanView;
  /** How the next submission is answered; default: a deployment that has ended at once. */
  onSubmit?: (request: SubmitDeploymentRequest) => Deployment;
}

/** The REST API in memory, for tests of pages: records what was submitted. */
export function fakePlatformOrchestrator(state: FakeState) {
  const submissions: SubmitDeploymentRequest[] = [];
  const api: Partial<PlatformOrchestratorApi> = {
    listEnvironments: async () => ({ items: state.environments }),
    listWorkloadStatuses: async () => ({ items: state.statuses }),
    listDeployments: async () => ({ items: state.deployments }),
    listDeploymentsUnderWay: async () => ({ items: [] }),
    listDeploymentNodes: async () => ({ items: state.nodes }),
    getDeployment: async uid =>
      state.deployments.find(deployment => deployment.uid === uid) ?? deploymentOf({ uid }),
    getPlan: async () => state.plan ?? planOf([]),
    retryDeployment: async uid => deploymentOf({ uid: 'retry', retryOf: { uid, number: 1 } }),
    readLog: async () => ({ items: [], after: '0', complete: true }),
    getComponentScoreFile: async () => ({
      content: 'containers:\n  main:\n    image: shop/web:1.0\n',
      location: 'https://git.example/shop/score.yaml',
    }),
    submitDeployment: async (_application, _environment, request) => {
      submissions.push(request);
      return (
        state.onSubmit?.(request) ??
        deploymentOf({
          uid: 'planned',
          status: request.planOnly ? 'planned' : 'pending',
          planOnly: request.planOnly ?? false,
          planHash: 'plan-hash',
        })
      );
    },
  };
  return { api: api as PlatformOrchestratorApi, submissions };
}
