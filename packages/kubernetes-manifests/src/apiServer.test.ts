import { readProperty, type JsonObject } from '@tutti/score';
import fc from 'fast-check';
import { anyProfile, anyWorkload } from './__testUtils__/anyWorkload';
import { KubernetesApiServer } from './__testUtils__/KubernetesApiServer';
import { publicExamples } from './__testUtils__/publicExamples';
import { linesOf, OPTIONS, podOf, renderScore } from './__testUtils__/renderScore';
import { SHIPPED_RESOURCES, SHIPPED_WORKLOAD } from './__testUtils__/shippedWorkload';
import type { KubernetesObject } from './model/KubernetesObject';
import { WORKLOAD_KINDS } from './model/WorkloadKind';
import type { WorkloadProfile } from './model/WorkloadProfile';
import { MERGE_STRATEGIES, type MergeStrategies } from './patches/mergeStrategies';
import { toYaml } from './text/toYaml';
import { findScheduleMistake } from './workload/cronSchedule';
import { renderWorkload } from './workload/renderWorkload';

const NAMESPACE = 'default';
const profile: WorkloadProfile = {
  hardened: true,
  replicas: 2,
  imagePullSecrets: [{ name: 'registry' }],
  podSecurityContext: { fsGroup: 1000 },
  probes: { readiness: { periodSeconds: 3 }, startup: { periodSeconds: 3, failureThreshold: 20 } },
  tolerations: [{ key: 'spot', operator: 'Exists' }],
  strategy: { type: 'RollingUpdate' },
  minReadySeconds: 5,
  revisionHistoryLimit: 3,
  serviceType: 'NodePort',
  job: { backoffLimit: 2, completionMode: 'Indexed', completions: 2, ttlSecondsAfterFinished: 60 },
  statefulSet: {
    podManagementPolicy: 'Parallel',
    persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Delete' },
  },
  cronJob: { schedule: '0 3 * * *', timeZone: 'Etc/UTC', concurrencyPolicy: 'Forbid' },
  disruptionBudget: { maxUnavailable: '25%' },
  autoscaling: { minReplicas: 2, maxReplicas: 5, averageCpuUtilization: 70 },
  secretStore: { name: 'vault' },
};

describe('a Kubernetes API server', () => {
  if (!KubernetesApiServer.isGiven()) {
    // Said in the list of tests, so that nobody takes a run without a server for a run with one.
    // eslint-disable-next-line jest/no-disabled-tests, jest/expect-expect
    it.skip('is not at hand: name a folder with kube-apiserver and etcd in KUBEBUILDER_ASSETS, or a cluster that lets us create in KUBECONFIG', () => {});
    return;
  }
  let server: KubernetesApiServer;
  beforeAll(async () => {
    server = await KubernetesApiServer.start();
  }, 120_000);
  afterAll(() => server?.stop());

  /** What the server has to say against applying the objects, without doing it: errors and warnings. */
  const complaints = (objects: KubernetesObject[]) =>
    server.kubectl(
      [
        'apply',
        '--server-side',
        '--force-conflicts',
        '--dry-run=server',
        '--validate=strict',
        '-f',
        '-',
      ],
      objects
        // The server does not know them; their schema is checked elsewhere.
        .filter(({ apiVersion }) => apiVersion !== 'external-secrets.io/v1')
        .map(toYaml)
        .join('---\n'),
    ).complaints;
  const rendered = (kind: string, more: WorkloadProfile = {}) =>
    renderScore(
      SHIPPED_WORKLOAD.replace('annotations:', `annotations:\n    tutti.dev/kind: ${kind}`),
      {
        resources: SHIPPED_RESOURCES,
        profile: { ...profile, ...more },
        options: { namespace: NAMESPACE },
      },
    );

  it('accepts every public example that Kubernetes can run', () => {
    const examples = publicExamples();
    const results = examples.map(({ file, workload }) => ({
      file,
      ...renderWorkload({ workload, options: { ...OPTIONS, namespace: NAMESPACE } }),
    }));
    expect(results.length).toBeGreaterThanOrEqual(4);
    // A volume that is no resource, and requests above their limits: Kubernetes could not run these.
    const refused = results.filter(({ objects }) => objects.length === 0);
    expect(
      refused
        .map(({ file }) => file.replace(/^.*\//, ''))
        .filter(file => !/^score-(full|deprecated-files-and-volumes)\.yaml$/.test(file)),
    ).toEqual([]);
    expect(complaints(results.flatMap(({ objects }) => objects))).toEqual([]);
  }, 120_000);

  it.each(WORKLOAD_KINDS)(
    'accepts a %s with all that a profile can ask for',
    kind => {
      const result = rendered(kind);
      expect(linesOf(result).filter(line => !/autoscaler/.test(line))).toEqual([]);
      expect(complaints(result.objects)).toEqual([]);
    },
    60_000,
  );

  it('accepts what is rendered of any workload under any profile', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(anyWorkload, anyProfile), { minLength: 20 }), pairs => {
        const results = pairs.map(([workload, given]) =>
          renderWorkload({
            workload,
            options: { ...OPTIONS, namespace: NAMESPACE, profile: given },
          }),
        );
        expect(complaints(results.flatMap(({ objects }) => objects))).toEqual([]);
      }),
      { numRuns: 3, endOnFailure: true },
    );
  }, 600_000);

  it('gives claims to the pods of a StatefulSet', () => {
    const claimSpec = {
      accessModes: ['ReadWriteOnce'],
      resources: { requests: { storage: '1Gi' } },
    };
    const result = renderScore(
      SHIPPED_WORKLOAD.replace('annotations:', 'annotations:\n    tutti.dev/kind: StatefulSet'),
      {
        resources: { ...SHIPPED_RESOURCES, cache: { claimSpec } },
        profile,
        options: { namespace: NAMESPACE },
      },
    );
    expect(linesOf(result)).toEqual([]);
    expect(complaints(result.objects)).toEqual([]);
  }, 60_000);

  (KubernetesApiServer.isOwn() ? it : it.skip)(
    'finds the pods of a hardened profile fit for a namespace that is restricted',
    () => {
      server.kubectl(['create', 'namespace', 'restricted']);
      server.kubectl([
        'label',
        'namespace',
        'restricted',
        'pod-security.kubernetes.io/enforce=restricted',
      ]);
      const pod = (spec: JsonObject): KubernetesObject => ({
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: 'web', namespace: 'restricted' },
        spec,
      });
      expect(complaints([pod(podOf(rendered('Deployment')))])).toEqual([]);
      expect(
        complaints([pod(podOf(rendered('Deployment', { hardened: false })))]).join(),
      ).toContain('violates PodSecurity');
    },
    60_000,
  );

  it('agrees on what the schedule of a CronJob can be', () => {
    const schedules = [
      '0 3 * * *',
      '*/5 0-6,20 1 jan-mar MON',
      '59 23 31 12 6',
      '? ? ? ? ?',
      '1-59/2 * * * sun,sat',
      '@daily',
      '@every 1h30m',
      '0 0 * * 0-6/2',
      '5/10 * * * *',
      '60 * * * *',
      '* 24 * * *',
      '* * 0 * *',
      '* * * 13 *',
      '* * * * 7',
      '*/0 * * * *',
      '5-1 * * * *',
      '* * * *',
      '* * * * * *',
      '@reboot',
      '@every day',
      'a * * * *',
      '* * L * *',
      '* * * * 1#2',
      'TZ=UTC 0 3 * * *',
      '',
    ];
    const verdicts = schedules.map(schedule => {
      const cronJob = rendered('CronJob', { cronJob: { schedule: '0 3 * * *' } }).objects.filter(
        ({ kind }) => kind === 'CronJob',
      );
      (cronJob[0].spec as JsonObject).schedule = schedule;
      return { schedule, fits: complaints(cronJob).length === 0 };
    });
    expect(
      schedules.map(schedule => ({ schedule, fits: findScheduleMistake(schedule) === undefined })),
    ).toEqual(verdicts);
  }, 120_000);

  it('says of its lists what strategic merge patches go by here', () => {
    const { output } = server.kubectl(['get', '--raw', '/openapi/v2']);
    const { definitions } = JSON.parse(output);
    const nameOf = (key: string) =>
      Object.keys(definitions).find(name =>
        definitions[name]['x-kubernetes-group-version-kind']?.some(
          ({ group, version, kind }: Record<string, string>) =>
            [group, version, kind].filter(part => part !== '').join('/') === key,
        ),
      ) ?? key;
    for (const [key, strategies] of Object.entries(MERGE_STRATEGIES)) {
      expect([key, strategies]).toEqual([key, strategiesOf(definitions, nameOf(key))]);
    }
  }, 60_000);
});

/** The strategies that an OpenAPI document has for a definition; what has none is left out, and the status is. */
function strategiesOf(definitions: any, name: string): MergeStrategies {
  const entries: [string, MergeStrategies[string]][] = [];
  for (const [field, schema] of Object.entries<any>(definitions[name].properties ?? {})) {
    const strategy: string = schema['x-kubernetes-patch-strategy'] ?? '';
    const mergeKey = schema['x-kubernetes-patch-merge-key'];
    const below = readProperty(schema, '$ref') ?? readProperty(schema.items, '$ref');
    const isMerged = schema.type !== 'array' || strategy.includes('merge');
    const fields =
      typeof below === 'string' && field !== 'status' && isMerged
        ? strategiesOf(definitions, below.replace('#/definitions/', ''))
        : {};
    const found = {
      ...(mergeKey !== undefined && { mergeKey }),
      ...(schema.type === 'array' &&
        strategy.includes('merge') &&
        mergeKey === undefined && { mergesValues: true }),
      ...(schema.type !== 'array' && strategy === 'replace' && { replaces: true }),
      ...(Object.keys(fields).length > 0 && { fields }),
    };
    if (Object.keys(found).length > 0) {
      entries.push([field, found]);
    }
  }
  return Object.fromEntries(entries);
}
