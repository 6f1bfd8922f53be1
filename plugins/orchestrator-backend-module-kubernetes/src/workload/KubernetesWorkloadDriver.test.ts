import { randomUUID } from 'node:crypto';
import type { NodeId } from '@tutti/planner';
import type { JsonObject } from '@tutti/score';
import {
  createDriverContext,
  describeDriverConformance,
} from '@tutti/backstage-plugin-platform-orchestrator-node/testUtils';
import {
  KubernetesWorkloadDriver,
  type KubernetesWorkloadInputs,
  type KubernetesWorkloadState,
} from './KubernetesWorkloadDriver';

const PASSWORD = { $secret: [{ store: 'ledger', key: 'db-uid', property: 'password' }] };
const URL_OF_DATABASE = { $secret: ['postgres://u:', ...PASSWORD.$secret, '@db'] };

const workload = (more: JsonObject = {}): JsonObject => ({
  apiVersion: 'score.dev/v1b1',
  metadata: { name: 'web', annotations: {} },
  service: { ports: { http: { port: 80, targetPort: 8080 } } },
  containers: {
    web: {
      image: 'shop/web:1',
      variables: { PASSWORD, URL: URL_OF_DATABASE, PLAIN: 'x' },
      ...more,
    },
  },
});
const inputs = { namespace: 'shop', secretStore: { name: 'vault' } };
const node = 'workload#web' as NodeId;

describe('KubernetesWorkloadDriver', () => {
  describeDriverConformance({
    createDriver: () => KubernetesWorkloadDriver.create(),
    createRequest: () => ({
      inputs,
      params: workload(),
      node,
      name: `web-${randomUUID().slice(0, 8)}`,
    }),
    changeRequest: request => ({ ...request, inputs: { ...inputs, replicas: 3 } }),
    createAdoptable: async () => {
      const request = {
        ...{ inputs, params: workload(), node },
        ...{ ledgerUid: randomUUID(), name: `web-${randomUUID().slice(0, 8)}` },
        environment: { uid: 'environment-uid', id: 'development', type: 'development' },
      };
      const { outputs, manifests } = await KubernetesWorkloadDriver.create().apply(
        createDriverContext(request),
      );
      const made = { driver: 'templates', definition: 'web-template', definitionVersion: 1 };
      return { ...request, adopting: { ...made, outputs, manifests } };
    },
  });

  const driver = KubernetesWorkloadDriver.create();
  const context = (params: JsonObject, more = {}) =>
    createDriverContext<KubernetesWorkloadInputs, KubernetesWorkloadState>({
      inputs,
      params,
      node,
      name: 'shop-web-1a2b3c4d',
      ...more,
    });

  it('hands over the manifests, the address, and composed secrets to be stored', async () => {
    const result = await driver.apply(context(workload()));
    expect(result.manifests?.map(({ kind }) => kind)).toEqual([
      'ExternalSecret',
      'Service',
      'Deployment',
    ]);
    expect(result.outputs).toEqual({
      kind: 'Deployment',
      objectName: 'web',
      service: { name: 'web', ports: { http: { port: 80, targetPort: 8080, protocol: 'TCP' } } },
    });
    expect(result.secretOutputs).toEqual({ 'variable.web.URL': URL_OF_DATABASE });
  });

  it('restarts pods when a secret has changed, and only then', async () => {
    const version = async (fingerprint: string) => {
      const ctx = context(workload(), {
        environment: { uid: 'e', id: 'd', type: 'd' },
        ledgerUid: 'l',
      });
      const { manifests } = await driver.apply({
        ...ctx,
        fingerprintSecret: async () => fingerprint,
      });
      return JSON.stringify(manifests);
    };
    expect(await version('a')).toBe(await version('a'));
    expect(await version('a')).not.toBe(await version('b'));
  });

  it('stops with all that is wrong before anything is delivered', async () => {
    const params = workload({ image: '.', files: { relative: { content: 'a' } } });
    for (const operation of ['plan', 'apply'] as const) {
      await expect(driver[operation](context(params))).rejects.toMatchObject({
        errorClass: 'permanent',
        message: expect.stringMatching(/cannot be put at "relative".*has no image yet/),
      });
    }
  });

  it('plans what waits for others without rendering it', async () => {
    const params = workload({ variables: { HOST: { $knownAfter: ['postgres.default#web.db'] } } });
    expect(await driver.plan(context(params))).toMatchObject({ action: 'create' });
    const { state } = await driver.apply(context(workload()));
    expect(await driver.plan(context(params, { state }))).toMatchObject({ action: 'update' });
  });

  it('names the objects that a change touches', async () => {
    const { state } = await driver.apply(context(workload()));
    const plan = await driver.plan(context(workload({ variables: {} }), { state }));
    expect(plan.differences.map(({ path }) => path)).toEqual([
      '/manifests/Deployment.apps/shop/web',
      '/manifests/ExternalSecret.external-secrets.io/shop/web-secrets',
    ]);
  });

  it('hardens and patches as the profile asks', async () => {
    const profile = {
      ...inputs,
      hardened: true,
      patches: [
        {
          name: 'priority',
          target: { kind: 'Deployment' },
          jsonPatch: [{ op: 'add', path: '/spec/template/spec/priorityClassName', value: 'high' }],
        },
      ],
    };
    const { manifests } = await driver.apply(context(workload(), { inputs: profile }));
    expect(manifests?.find(({ kind }) => kind === 'Deployment')?.spec).toMatchObject({
      template: {
        spec: {
          priorityClassName: 'high',
          securityContext: { runAsNonRoot: true },
          containers: [{ securityContext: { allowPrivilegeEscalation: false } }],
        },
      },
    });
  });

  it.each([
    [
      { strategicMerge: { spec: { template: { spec: { containers: [{ image: 'b' }] } } } } },
      'The patch "broken" of the profile cannot be applied to the Deployment "web": /spec/template/spec/containers/0 needs "name"',
    ],
    [{ strategicMerge: { spec: { token: PASSWORD } } }, 'The profile holds a secret'],
  ])('stops at a patch that cannot be applied, when planning: %j', async (patch, message) => {
    const patches = [{ name: 'broken', target: { kind: 'Deployment' }, ...patch }];
    await expect(
      driver.plan(context(workload(), { inputs: { ...inputs, patches } })),
    ).rejects.toMatchObject({
      errorClass: 'permanent',
      message: expect.stringContaining(message),
    });
  });

  it('logs what has no effect', async () => {
    const params = workload();
    (params.metadata as JsonObject).annotations = { 'tutti.dev/knd': 'Job' };
    const ctx = context(params);
    await driver.apply(ctx);
    expect(ctx.log).toMatchObject([
      { level: 'warn', message: expect.stringContaining('no effect') },
    ]);
  });
});
