import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { PlanContext } from '@tutti/planner';
import { readProperty, type JsonValue } from '@tutti/score';
import { carryOut, project, registryOf } from './__testUtils__/carryOut';

const PACKS = 'plugins/orchestrator-backend/manifests';

function contextOf(id: string, type: string, labels: Record<string, string> = {}): PlanContext {
  return { application: { id: 'shop', labels: {} }, environment: { uid: 'e1', id, type, labels } };
}

function at(value: unknown, ...path: (string | number)[]): JsonValue | undefined {
  return path.reduce<JsonValue | undefined>(
    (each, name) => (Array.isArray(each) ? each[Number(name)] : readProperty(each, String(name))),
    value as JsonValue,
  );
}

test('the starter pack yields the objects of the whole sample shop', async () => {
  const shop = readdirSync(join(project, 'examples/shop'), { withFileTypes: true })
    .filter(each => each.isDirectory())
    .map(each => `examples/shop/${each.name}/score.yaml`);
  const objects = await carryOut(registryOf(PACKS), shop, contextOf('dev', 'development'), {
    CHECKOUT_ENABLED: true,
  });
  expect(objects['postgres.default#catalog-api.db'].map(({ kind }) => kind).sort()).toEqual([
    'ExternalSecret',
    'Service',
    'StatefulSet',
  ]);
  const paths = at(objects['ingress.default#shop'][0], 'spec', 'rules');
  expect(paths).toHaveLength(3);
  expect(objects['workload#storefront'].map(({ kind }) => kind)).toContain('Deployment');
});

describe('the examples of the Score projects, with the starter pack', () => {
  const folder = resolve(
    project,
    process.env.TUTTI_CONFORMANCE ?? '../shared/conformance',
    'score/samples/examples',
  );
  if (!existsSync(folder)) {
    // Said in the list of tests, so that nobody takes a run without the examples for a run with them.
    // eslint-disable-next-line jest/no-disabled-tests, jest/expect-expect
    test.skip(`are not at ${folder}: name their folder in TUTTI_CONFORMANCE`, () => {});
    return;
  }
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(name =>
    name.endsWith('score.yaml'),
  );

  test.each(files.sort())('%s is rendered', async file => {
    const context = contextOf('dev', 'development');
    const objects = await carryOut(registryOf(PACKS), [join(folder, file)], context, {});
    expect(objects['workload#my-workload'].map(({ kind }) => kind)).toContain('Deployment');
  });
});

describe('the examples of definitions yield Kubernetes objects', () => {
  const example = (name: string, context: PlanContext) =>
    carryOut(
      registryOf(PACKS, `examples/definitions/${name}/manifests`),
      [`examples/definitions/${name}/score.yaml`],
      context,
      {},
    );
  const development = contextOf('dev', 'development');
  const production = contextOf('live', 'production', { region: 'us' });

  test('shared-postgres-server, rds-terraform and topic-of-another-team: a workload with what it was told', async () => {
    for (const [name, workload] of [
      ['shared-postgres-server', 'basket'],
      ['rds-terraform', 'billing'],
      ['topic-of-another-team', 'accounting'],
    ] as const) {
      const objects = await example(name, production);
      expect(objects[`workload#${workload}`].map(({ kind }) => kind)).toContain('Deployment');
    }
  });

  test('s3-delegator: the pods run as the service account of the role', async () => {
    const objects = await example('s3-delegator', development);
    const deployment = objects['workload#gallery'].find(({ kind }) => kind === 'Deployment');
    expect(at(deployment, 'spec', 'template', 'spec', 'serviceAccountName')).toBe(
      'made-serviceAccount',
    );
  });

  test('ingress-routes: one Ingress with both paths', async () => {
    const [ingress] = (await example('ingress-routes', production))['ingress.default#tea'];
    const rule = at(ingress, 'spec', 'rules', 0);
    expect(at(rule, 'host')).toBe('shop.shop.example');
    expect(at(rule, 'http', 'paths', 0)).toMatchObject({
      path: '/admin',
      backend: { service: { name: 'tea-shop', port: { number: 9090 } } },
    });
    expect(at(rule, 'http', 'paths', 1)).toMatchObject({ path: '/' });
  });

  test('profile-with-sidecar: the proxy stands beside the container, and the Service leads to it', async () => {
    const objects = (await example('profile-with-sidecar', development))['workload#intranet'];
    const deployment = objects.find(({ kind }) => kind === 'Deployment');
    const containers = at(deployment, 'spec', 'template', 'spec', 'containers') as JsonValue[];
    expect(containers.map(each => at(each, 'name')).sort()).toEqual(['main', 'proxy']);
    const proxy = containers.find(each => at(each, 'name') === 'proxy');
    expect(at(proxy, 'env')).toEqual([{ name: 'LOG_LEVEL', value: 'info' }]);
    const service = objects.find(({ kind }) => kind === 'Service');
    expect(at(service, 'spec', 'ports', 0)).toMatchObject({ port: 8080, targetPort: 4180 });
  });

  test('cluster-per-region: the namespace says where it is', async () => {
    const objects = await example('cluster-per-region', production);
    expect(objects['k8s-namespace.default#k8s-namespace'][0].metadata).toMatchObject({
      name: 'shop-live',
      labels: { 'topology.kubernetes.io/region': 'us' },
    });
  });

  test('preview-database: a database with samples and the extensions that were asked for', async () => {
    const objects = (await example('preview-database', contextOf('pr-42', 'preview')))[
      'postgres.default#catalog.db'
    ];
    const setup = objects.find(({ kind }) => kind === 'ConfigMap');
    expect(at(setup, 'data', '10-extensions.sql')).toBe(
      'CREATE EXTENSION IF NOT EXISTS pg_trgm;\n',
    );
    const deployment = objects.find(({ kind }) => kind === 'Deployment');
    expect(at(deployment, 'spec', 'template', 'spec', 'initContainers', 0, 'image')).toBe(
      'registry.example/shop/sample-data:latest',
    );
  });
});
