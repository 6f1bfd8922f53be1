import { linesOf, objectOf, podOf, renderScore } from '../__testUtils__/renderScore';
import { WORKLOAD_KINDS, type WorkloadKind } from '../model/WorkloadKind';
import type { WorkloadProfile } from '../model/WorkloadProfile';

const render = (profile: WorkloadProfile, annotations = '{}') =>
  renderScore(
    `
apiVersion: score.dev/v1b1
metadata: { name: app, annotations: ${annotations} }
service: { ports: { http: { port: 80 } } }
containers: { app: { image: a } }
`,
    { profile },
  );
const specOf = (profile: WorkloadProfile & { kind: WorkloadKind }) =>
  objectOf(render(profile), profile.kind).spec;

describe('what runs a workload', () => {
  it.each(WORKLOAD_KINDS)('is a %s when the profile says so', kind => {
    expect(render({ kind, cronJob: { schedule: '@daily' } }).kind).toBe(kind);
  });

  it('is what the annotation says, whatever the profile does', () => {
    expect(render({ kind: 'StatefulSet' }, '{ tutti.dev/kind: DaemonSet }').kind).toBe('DaemonSet');
  });

  it('has as many pods as the profile says, where the kind has a number', () => {
    expect(specOf({ kind: 'Deployment', replicas: 3 }).replicas).toBe(3);
    expect(specOf({ kind: 'StatefulSet', replicas: 0 }).replicas).toBe(0);
    expect(specOf({ kind: 'DaemonSet', replicas: 3 }).replicas).toBeUndefined();
  });

  it('can be a StatefulSet whose pods have names of their own', () => {
    const statefulSet = {
      podManagementPolicy: 'Parallel' as const,
      persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Delete' as const },
    };
    const rendered = render({ kind: 'StatefulSet', statefulSet });
    const { spec } = objectOf(rendered, 'StatefulSet');
    expect(spec).toMatchObject(statefulSet);
    const headless = rendered.objects.find(({ spec: service }: any) => service.clusterIP);
    expect(headless).toMatchObject({
      metadata: { name: spec.serviceName },
      spec: {
        clusterIP: 'None',
        publishNotReadyAddresses: true,
        selector: spec.selector.matchLabels,
      },
    });
  });

  it('can be a Job that tries as often, and restarts, as the profile says', () => {
    const job = { backoffLimit: 2, activeDeadlineSeconds: 60, ttlSecondsAfterFinished: 10 };
    expect(specOf({ kind: 'Job', job: { ...job, restartPolicy: 'OnFailure' } })).toMatchObject({
      ...job,
      template: { spec: { restartPolicy: 'OnFailure' } },
    });
    expect(podOf(render({ kind: 'Job' })).restartPolicy).toBe('Never');
  });

  it('can be a CronJob with the schedule of the workload, and all else of the profile', () => {
    const cronJob = {
      schedule: '@daily',
      timeZone: 'Europe/Vienna',
      concurrencyPolicy: 'Forbid' as const,
      startingDeadlineSeconds: 60,
      suspend: true,
      successfulJobsHistoryLimit: 1,
      failedJobsHistoryLimit: 2,
    };
    const rendered = render(
      { kind: 'CronJob', cronJob, job: { backoffLimit: 1 } },
      '{ tutti.dev/schedule: "0 3 * * *" }',
    );
    expect(objectOf(rendered, 'CronJob').spec).toMatchObject({
      ...cronJob,
      schedule: '0 3 * * *',
      jobTemplate: {
        metadata: { labels: { 'app.kubernetes.io/name': 'app' } },
        spec: { backoffLimit: 1, template: { spec: { restartPolicy: 'Never' } } },
      },
    });
  });

  it.each<[WorkloadKind, string, string]>([
    ['Deployment', 'OnDelete', 'RollingUpdate and Recreate'],
    ['StatefulSet', 'Recreate', 'RollingUpdate and OnDelete'],
    ['DaemonSet', 'Recreate', 'RollingUpdate and OnDelete'],
  ])('refuses, as a %s, the strategy %s', (kind, type, possible) => {
    const rendered = render({ kind, strategy: { type } });
    expect(linesOf(rendered)[0]).toContain(
      `The strategy of the profile is "${type}"; a ${kind} can have ${possible}.`,
    );
    expect(rendered.objects).toEqual([]);
  });

  it('does not let a schedule go by unheard', () => {
    const rendered = render({}, '{ tutti.dev/schedule: "0 3 * * *" }');
    expect(linesOf(rendered)[0]).toContain(
      'The annotation tutti.dev/schedule is for a CronJob; this workload is a Deployment.',
    );
    expect(rendered.objects).toEqual([]);
  });

  it.each([
    ['{ tutti.dev/kind: deployment }', 'has to be one of Deployment'],
    ['{ k8s.score.dev/kind: Pod }', 'has to be one of Deployment'],
    ['{ tutti.dev/kind: CronJob, tutti.dev/schedule: "0 25 * * *" }', '"25" is no hour'],
    ['{ tutti.dev/service-name: Web }', 'cannot be the name of a Service'],
    ['{ k8s.score.dev/service-name: other }', 'Write tutti.dev/service-name instead.'],
  ])('takes no value of an annotation that it does not know: %s', (annotations, message) => {
    const rendered = render({}, annotations);
    expect(linesOf(rendered)[0]).toContain(message);
    expect(rendered.objects).toEqual([]);
  });
});

describe('scaling', () => {
  it('is for Deployments and StatefulSets, when the profile asks', () => {
    const profile = {
      autoscaling: { minReplicas: 2, maxReplicas: 4, averageCpuUtilization: 60 },
      disruptionBudget: { maxUnavailable: 1 },
      defaultResources: { requests: { cpu: '1' } },
    };
    const kinds = (kind?: WorkloadKind) => render({ ...profile, kind }).objects.map(o => o.kind);
    expect(kinds('StatefulSet')).toEqual(
      expect.arrayContaining(['HorizontalPodAutoscaler', 'PodDisruptionBudget']),
    );
    expect(kinds('DaemonSet')).toEqual(['Service', 'DaemonSet']);
    expect(render({}).objects.map(o => o.kind)).toEqual(['Service', 'Deployment']);
  });

  it('says that an autoscaler without requests would never scale', () => {
    const autoscaling = { maxReplicas: 4, averageMemoryUtilization: 60 };
    expect(linesOf(render({ autoscaling }))).toEqual([
      'score.yaml /containers/app: The autoscaler measures memory in percent of what is requested, but container "app" requests none, so it would never scale. (Add resources.requests.memory, or a default to the profile.)',
    ]);
    const patches = [
      {
        name: 'requests',
        target: { kind: 'Deployment' },
        strategicMerge: {
          spec: {
            template: {
              spec: { containers: [{ name: 'app', resources: { requests: { memory: '1Gi' } } }] },
            },
          },
        },
      },
    ];
    expect(linesOf(render({ autoscaling, patches }))).toEqual([]);
  });

  it.each<[WorkloadProfile, string]>([
    [{ autoscaling: { minReplicas: 3, maxReplicas: 2 } }, 'at least 3 and at most 2 pods'],
    [{ disruptionBudget: {} }, 'exactly one of "minAvailable" and "maxUnavailable"'],
    [
      { disruptionBudget: { minAvailable: 1, maxUnavailable: 1 } },
      'exactly one of "minAvailable" and "maxUnavailable"',
    ],
  ])('refuses %j', (profile, message) => {
    const rendered = render(profile);
    expect(linesOf(rendered).join()).toContain(message);
    expect(rendered.objects).toEqual([]);
  });
});
