import { randomUUID } from 'node:crypto';
import type { JsonObject } from '@tutti/score';
import {
  createDriverContext,
  describeDriverConformance,
} from '@tutti/backstage-plugin-platform-orchestrator-node/testUtils';
import {
  KubernetesManifestsDriver,
  type KubernetesManifestsInputs,
} from './KubernetesManifestsDriver';

const configMap = (name: string, more: JsonObject = {}) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name },
  ...more,
});
const inputs: KubernetesManifestsInputs = {
  namespace: 'shop',
  secretStore: { name: 'vault', kind: 'ClusterSecretStore' },
  generate: { password: { length: 20 } },
  objects: [configMap('settings')],
  outputs: { host: 'redis' },
};

/** Objects that another driver has delivered, and a request that renders the same. */
async function adoptable() {
  const { generate: _, ...rendered } = inputs;
  const request = {
    inputs: rendered,
    ...{ ledgerUid: randomUUID(), name: `redis-${randomUUID().slice(0, 8)}` },
    environment: { uid: 'environment-uid', id: 'development', type: 'development' },
  };
  const { manifests } = await KubernetesManifestsDriver.create().apply(
    createDriverContext<KubernetesManifestsInputs, any>(request),
  );
  const adopting = {
    ...{ driver: 'helm', definition: 'redis-chart', definitionVersion: 1 },
    ...{ outputs: { host: 'redis' }, manifests },
  };
  return { ...request, adopting };
}

describe('KubernetesManifestsDriver', () => {
  describeDriverConformance({
    createDriver: () => KubernetesManifestsDriver.create(),
    createRequest: () => ({ inputs, name: `redis-${randomUUID().slice(0, 8)}` }),
    changeRequest: request => ({
      ...request,
      inputs: { ...inputs, objects: [configMap('settings', { data: { a: '1' } })] },
    }),
    createAdoptable: () => adoptable(),
  });

  const driver = KubernetesManifestsDriver.create();
  const apply = (given: KubernetesManifestsInputs, more = {}) =>
    driver.apply(
      createDriverContext<KubernetesManifestsInputs, any>({
        inputs: given,
        name: 'redis-1a2b3c4d',
        ledgerUid: 'ledger-uid',
        environment: { uid: 'environment-uid', id: 'development', type: 'development' },
        ...more,
      }),
    );

  it('says field by field what would become of objects that another driver has delivered', async () => {
    const { adopting, ...request } = await adoptable();
    const planFor = (given: KubernetesManifestsInputs) =>
      driver.plan({
        ...createDriverContext<KubernetesManifestsInputs, any>({ ...request, inputs: given }),
        adopting,
      });
    const other = [configMap('settings', { data: { a: '1' } }), configMap('more')];
    expect((await planFor({ ...request.inputs, objects: other })).differences).toEqual([
      {
        path: '/manifests/ConfigMap/shop/more',
        after: expect.objectContaining({ kind: 'ConfigMap' }),
      },
      { path: '/manifests/ConfigMap/shop/settings/data', after: { a: '1' } },
    ]);
    const { differences, reason } = await planFor(inputs);
    expect(differences).toContainEqual({ path: '/outputs/password' });
    expect(reason).toContain('It would generate password anew');
  });

  it('generates secrets, and commits only where they are kept', async () => {
    const { outputs, secretOutputs, manifests } = await apply(inputs);
    expect(outputs).toEqual({ host: 'redis' });
    expect(secretOutputs?.password).toMatch(/^[A-Za-z0-9]{20}$/);
    expect(manifests?.[0]).toMatchObject({
      kind: 'ExternalSecret',
      metadata: { name: 'redis-1a2b3c4d', namespace: 'shop' },
      spec: {
        data: [
          { secretKey: 'password', remoteRef: { key: 'environment-uid/ledger-uid/password' } },
        ],
      },
    });
  });

  it('passes secrets of others on by reference, and has composed ones stored', async () => {
    const reference = { store: 'platform', key: 'api', property: 'token' };
    const composed = { $secret: ['Bearer ', reference] };
    const { secretOutputs, manifests } = await apply({
      ...inputs,
      generate: {},
      secrets: { token: { $secret: [reference] }, header: composed },
    });
    expect(secretOutputs).toEqual({ header: composed });
    expect((manifests?.[0].spec as any).data).toEqual([
      { secretKey: 'header', remoteRef: { key: 'environment-uid/ledger-uid/header' } },
      { secretKey: 'token', remoteRef: { key: 'platform/api', property: 'token' } },
    ]);
  });

  it('takes a secret by any name, those that every object inherits among them', async () => {
    const names = ['constructor', 'toString', 'valueOf'];
    const { manifests } = await apply({
      ...inputs,
      generate: {},
      secrets: Object.fromEntries(
        names.map(name => [name, { $secret: [{ store: 'platform', key: name }] }]),
      ),
    });
    const { data } = manifests?.[0].spec as { data: { secretKey: string }[] };
    expect(data.map(({ secretKey }) => secretKey)).toEqual([...names].sort());
  });

  it('renders a template to objects in order, in the namespace, with labels', async () => {
    const { manifests } = await apply({
      namespace: 'shop',
      data: { names: ['b', 'a'] },
      template: `
{% for name in names %}
- { apiVersion: v1, kind: ConfigMap, metadata: { name: {{ name }}, labels: { own: "yes" } } }
{% endfor %}
---
apiVersion: v1
kind: Namespace
metadata: { name: shop }
`,
    });
    expect(
      manifests?.map(({ kind, metadata }) => [
        kind,
        (metadata as any).namespace,
        (metadata as any).name,
      ]),
    ).toEqual([
      ['Namespace', undefined, 'shop'],
      ['ConfigMap', 'shop', 'a'],
      ['ConfigMap', 'shop', 'b'],
    ]);
    expect((manifests?.[1].metadata as any).labels).toMatchObject({
      own: 'yes',
      'app.kubernetes.io/managed-by': 'tutti',
      'app.kubernetes.io/part-of': 'shop',
    });
  });

  const secret = { $secret: [{ store: 'platform', key: 'a' }] };
  it.each<[string, KubernetesManifestsInputs, string]>([
    [
      'a secret in an object',
      { objects: [configMap('a', { data: { b: secret } })] },
      'ConfigMap "a" holds a secret',
    ],
    [
      'a secret in the data of a template',
      { data: { b: secret }, template: '' },
      '"data" holds a secret',
    ],
    [
      'a list that may hold one',
      { objects: [{ ...configMap('a'), kind: 'List', items: [{ kind: 'Secret' }] }] },
      'List "a" holds objects inside',
    ],
    [
      'a Secret with values',
      { objects: [{ ...configMap('a'), kind: 'Secret', stringData: { b: 'c' } }] },
      'Secret "a" holds values',
    ],
    [
      'a plain text as a secret',
      { secrets: { a: 'clear' }, secretStore: { name: 's' } },
      '"a" in the input "secrets" is no secret',
    ],
    ['secrets without a store', { generate: { password: {} } }, 'need the input "secretStore"'],
    [
      'something else than an object',
      { objects: [{ kind: 'ConfigMap' }] },
      'object at /objects/0 is no Kubernetes object',
    ],
    [
      'one object twice',
      { objects: [configMap('a'), configMap('a')] },
      'ConfigMap/a is there twice',
    ],
    ['a template that yields no YAML', { template: 'a: [' }, 'does not yield YAML'],
    [
      'a template that yields a text',
      { template: 'hello' },
      'object 1 of the template is no Kubernetes object',
    ],
  ])('refuses %s, when planning', async (_, given, message) => {
    const ctx = createDriverContext<KubernetesManifestsInputs, any>({ inputs: given });
    await expect(driver.plan(ctx)).rejects.toMatchObject({
      errorClass: 'permanent',
      message: expect.stringContaining(message),
    });
    await expect(driver.apply(ctx)).rejects.toMatchObject({ errorClass: 'permanent' });
  });

  it('plans an update when only the outputs change', async () => {
    const { state } = await apply(inputs);
    const ctx = createDriverContext<KubernetesManifestsInputs, any>({
      inputs: { ...inputs, outputs: { host: 'other' } },
      name: 'redis-1a2b3c4d',
      ledgerUid: 'ledger-uid',
      environment: { uid: 'environment-uid', id: 'development', type: 'development' },
      state,
    });
    expect(await driver.plan(ctx)).toMatchObject({
      action: 'update',
      differences: [{ path: '/outputs' }],
    });
  });
});
