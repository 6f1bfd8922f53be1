import fs from 'node:fs';
import path from 'node:path';
import { root, runTutti } from './__testUtils__/runTutti';

jest.setTimeout(60_000);

const examples = path.join(root, 'examples/definitions');
const packs = path.join(root, 'plugins/orchestrator-backend/manifests');
/** Described, because it is not installed. */
const terraform = ['--with-driver', path.join(examples, 'terraform-driver.json')];

/** Where each example is planned, and the nodes that it is about with the definitions that make them. */
const EXPECTED: Record<string, { context: string[]; nodes: Record<string, string> }> = {
  'shared-postgres-server': {
    context: ['--environment-type', 'production'],
    nodes: {
      'postgres-server.default#postgres-server': 'postgres-server-production',
      'postgres.default#basket.db': 'postgres-in-production',
      'postgres.default#reports': 'postgres-in-production',
    },
  },
  'rds-terraform': {
    context: ['--environment-type', 'production'],
    nodes: {
      'aws-network.default#aws-network': 'aws-network-production',
      'postgres.default#billing.db': 'postgres-rds',
    },
  },
  's3-delegator': {
    context: [],
    nodes: {
      'bucket.read-only#photos': 'bucket-read-only',
      'bucket.concrete#photos': 'bucket-concrete',
      'bucket-policy.read-only#photos': 'bucket-policy-read-only',
      'bucket.read-write#gallery.thumbnails': 'bucket-read-write',
      'bucket.concrete#gallery.thumbnails': 'bucket-concrete',
      'bucket-policy.read-write#gallery.thumbnails': 'bucket-policy-read-write',
      'workload-role.default#gallery': 'workload-role-with-policies',
    },
  },
  'ingress-routes': {
    context: ['--environment-type', 'production'],
    nodes: { 'dns.default#tea': 'dns-production', 'ingress.default#tea': 'ingress-production' },
  },
  'profile-with-sidecar': {
    context: [],
    nodes: { 'workload#intranet': 'profile-web-with-proxy' },
  },
  'cluster-per-region': {
    context: ['--environment-type', 'production', '--environment-label', 'region=us'],
    nodes: {
      'k8s-cluster.us#k8s-cluster': 'cluster-us',
      'k8s-delivery.us#k8s-cluster': 'delivery-per-region',
      'workload#greeter': 'profile-default-in-region',
    },
  },
  'topic-of-another-team': {
    context: ['--environment-type', 'production'],
    nodes: {
      'kafka-topic.default#payment-events': 'kafka-topic-payment-events',
      'kafka-topic.default#accounting.own': 'starter-kafka-topic',
    },
  },
  'preview-database': {
    context: ['--environment-type', 'preview', '--environment', 'pr-42'],
    nodes: { 'postgres.default#catalog.db': 'postgres-preview' },
  },
};

interface PlannedNode {
  node: string;
  action: string;
  definition: string;
  dependsOn: string[];
  deletion: object;
}

async function planOf(name: string): Promise<{ code: number | null; nodes: PlannedNode[] }> {
  const folder = path.join(examples, name);
  const { code, stdout } = await runTutti([
    ...['plan', '--local', path.join(folder, 'score.yaml'), '-o', 'json'],
    ...['--manifests', packs, path.join(folder, 'manifests'), ...terraform],
    ...EXPECTED[name].context,
  ]);
  return { code, nodes: JSON.parse(stdout).nodes };
}

test('every example is planned here', () => {
  const folders = fs
    .readdirSync(examples, { withFileTypes: true })
    .filter(each => each.isDirectory());
  expect(folders.map(each => each.name).sort()).toEqual(Object.keys(EXPECTED).sort());
});

describe.each(Object.keys(EXPECTED))('the example %s', name => {
  const manifests = [packs, path.join(examples, name, 'manifests'), ...terraform];

  test('is what a registry would take', async () => {
    expect(await runTutti(['definition', 'lint', ...manifests])).toMatchObject({
      code: 0,
      stdout: '',
    });
  });

  test('passes its own tests, and leaves those of the starter pack alone', async () => {
    const { code, stdout } = await runTutti(['definition', 'test', ...manifests]);
    expect(stdout).not.toContain('failed');
    expect(code).toBe(0);
  });

  test('makes what its Score file asks for', async () => {
    const { code, nodes } = await planOf(name);
    const made = Object.fromEntries(nodes.map(({ node, definition }) => [node, definition]));
    expect(made).toMatchObject(EXPECTED[name].nodes);
    expect(nodes.filter(({ action }) => action !== 'create')).toEqual([]);
    expect(code).toBe(0);
  });
});

test('the role of the workload gets the policies of all buckets that it uses', async () => {
  const { nodes } = await planOf('s3-delegator');
  expect(nodes.find(({ node }) => node === 'workload-role.default#gallery')?.dependsOn).toEqual([
    'bucket-policy.read-only#photos',
    'bucket-policy.read-write#gallery.thumbnails',
  ]);
});

test('nobody is asked about the database of a preview', async () => {
  const { nodes } = await planOf('preview-database');
  expect(nodes.find(({ node }) => node === 'postgres.default#catalog.db')?.deletion).toEqual({
    onRemoval: 'destroy',
    onEnvironmentDelete: 'destroy',
    protected: false,
  });
});
