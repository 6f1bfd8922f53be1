import type { JsonValue, ResolvedWorkload } from '@tutti/score';
import fc from 'fast-check';
import { WORKLOAD_KINDS } from '../model/WorkloadKind';
import type { WorkloadProfile } from '../model/WorkloadProfile';

const optional = (model: Record<string, fc.Arbitrary<unknown>>, ...requiredKeys: string[]) =>
  fc.record(model, { requiredKeys, noNullPrototype: true });
const mapOf = (keys: readonly string[], value: fc.Arbitrary<unknown>) =>
  fc.dictionary(fc.constantFrom(...keys), value, { noNullPrototype: true, maxKeys: keys.length });
/** Now and then something that leads to a problem; else every workload would have one. */
const rarely = <T, U>(usual: fc.Arbitrary<T>, rare: fc.Arbitrary<U>): fc.Arbitrary<T | U> =>
  fc.oneof({ arbitrary: usual as fc.Arbitrary<T | U>, weight: 30 }, { arbitrary: rare, weight: 1 });

const NAMES = ['9x', 'a1', 'proxy-2', 'web'];
const REFERENCE = { store: 'ledger', key: 'uid', property: 'password' };
const CLAIM = {
  accessModes: ['ReadWriteOnce'],
  resources: { requests: { storage: '1Gi' } },
};

const text = fc.oneof(
  fc.constantFrom('', '$(A)', '$$(A) 5$', '${B}', 'yes', 'line\nline', '0x1f'),
  fc.string({ unit: 'grapheme', maxLength: 8 }),
);
const content = fc.oneof(
  { arbitrary: text as fc.Arbitrary<unknown>, weight: 3 },
  { arbitrary: fc.constant({ $secret: [REFERENCE] }), weight: 1 },
  { arbitrary: fc.constant({ $secret: ['u:', REFERENCE, '@h'] }), weight: 1 },
);
const probe = fc.constantFrom<JsonValue[]>(
  { exec: { command: ['check'] } },
  { httpGet: { path: '', port: 8080, scheme: 'HTTPS' } },
  { httpGet: { path: '/x', port: 9090 }, exec: { command: ['check', '$(A)'] } },
);
const limits = optional({
  cpu: rarely(fc.constantFrom('0.5', '2'), fc.constant('0')),
  memory: fc.constantFrom('0.1Gi', '1.5G', '1E'),
});
const requests = optional({
  cpu: fc.constantFrom('0', '100m', '0.0001'),
  memory: fc.constantFrom('64Mi', '500K'),
});
/** A mount of a volume resource, whose outputs are the same wherever it is mounted. */
const volumeOf = (resource: string, source: JsonValue) =>
  optional(
    {
      resource: fc.constant(resource),
      path: fc.constantFrom('', '/sub/path', 'a/./b'),
      readOnly: fc.boolean(),
      source: fc.constant(source),
    },
    'source',
    'resource',
  );
const templated = volumeOf('templated', { claimSpec: CLAIM });
const volumes = optional({
  '/data': volumeOf('data', { source: { emptyDir: {} } }),
  '/etc': rarely(
    volumeOf('claim', { source: { persistentVolumeClaim: { claimName: 'c' } } }),
    templated,
  ),
});
const container = optional(
  {
    image: fc.constantFrom('a', 'registry.example/b:1'),
    command: fc.array(text, { maxLength: 2 }),
    args: fc.array(text, { maxLength: 2 }),
    variables: mapOf(['A', 'B_C', 'd.e'], content),
    files: mapOf(
      ['/etc/a', '/etc/b.conf', '/x', '/tmp/deep/a'],
      optional({ content, mode: fc.constantFrom('0644', '400') }, 'content'),
    ),
    volumes: rarely(volumes, mapOf(['/data', '/data/', '/x', '/tmp'], templated)),
    resources: optional({ limits, requests }),
    livenessProbe: probe,
    readinessProbe: probe,
  },
  'image',
);

/** One to three containers, where the first may have to be ready before the second; rarely in a way that cannot be. */
const containers = fc
  .tuple(
    fc.dictionary(fc.constantFrom(...NAMES), container, {
      minKeys: 1,
      maxKeys: 3,
      noNullPrototype: true,
    }),
    fc.option(rarely(fc.constantFrom('started', 'complete'), fc.constant('healthy'))),
    rarely(fc.constant(false), fc.constant(true)),
  )
  .map(([all, ready, isCyclic]) => {
    const [first, second] = Object.keys(all).sort();
    if (ready === null || second === undefined) {
      return all;
    }
    const before = (name: string) => ({ before: { [name]: { ready } } });
    return {
      ...all,
      [first]: { ...all[first], ...before(second) },
      ...(isCyclic && { [second]: { ...all[second], ...before(first) } }),
    };
  });

/** Any workload; many can be rendered, some cannot. */
export const anyWorkload = optional(
  {
    apiVersion: fc.constant('score.dev/v1b1'),
    metadata: optional(
      {
        name: rarely(fc.constantFrom('a1', 'web'), fc.constantFrom('9x', 'n'.repeat(60))),
        annotations: optional({
          'tutti.dev/kind': rarely(fc.constantFrom(...WORKLOAD_KINDS), fc.constant('Pod')),
          'k8s.score.dev/other': text,
          'example.com/team': text,
        }),
      },
      'name',
    ),
    service: optional({
      ports: mapOf(
        ['http', 'a-name-that-is-too-long', '80'],
        optional(
          {
            port: rarely(fc.integer({ min: 1, max: 65535 }), fc.constant(80)),
            targetPort: fc.constantFrom(8080, 9090),
            protocol: fc.constantFrom('TCP', 'UDP'),
          },
          'port',
        ),
      ),
    }),
    containers,
  },
  'apiVersion',
  'metadata',
  'containers',
) as unknown as fc.Arbitrary<ResolvedWorkload>;

/** Any profile. */
export const anyProfile = optional(
  {
    kind: fc.constantFrom(...WORKLOAD_KINDS),
    replicas: fc.nat(3),
    hardened: fc.boolean(),
    securityContext: fc.constant({ readOnlyRootFilesystem: false }),
    defaultResources: optional({ limits, requests }),
    probes: optional({ startup: fc.constant({ periodSeconds: 3 }) }),
    strategy: rarely(fc.constant({ type: 'RollingUpdate' }), fc.constant({ type: 'Recreate' })),
    cronJob: fc.constant({ schedule: '@daily' }),
    autoscaling: fc.constant({ maxReplicas: 3, averageCpuUtilization: 50 }),
    disruptionBudget: fc.constant({ minAvailable: '50%' }),
    patches: fc.constant([
      {
        name: 'owner',
        strategicMerge: { metadata: { annotations: { 'example.com/owner': 'platform' } } },
      },
    ]),
    secretStore: fc.constant({ name: 'vault' }),
  },
  'cronJob',
  'secretStore',
) as unknown as fc.Arbitrary<WorkloadProfile>;
