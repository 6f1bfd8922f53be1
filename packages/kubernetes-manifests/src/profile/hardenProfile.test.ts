import { linesOf, objectOf, podOf, renderScore } from '../__testUtils__/renderScore';
import { SHIPPED_RESOURCES, SHIPPED_WORKLOAD } from '../__testUtils__/shippedWorkload';
import { validateObject } from '../__testUtils__/validateObject';
import { WORKLOAD_KINDS } from '../model/WorkloadKind';
import type { WorkloadProfile } from '../model/WorkloadProfile';

const SCORE = `
apiVersion: score.dev/v1b1
metadata: { name: web }
containers:
  web: { image: a }
  job: { image: b, before: { web: { ready: complete } } }
`;
const render = (profile: WorkloadProfile, score = SCORE) =>
  podOf(renderScore(score, { profile, resources: { scratch: { source: { emptyDir: {} } } } }));

describe('a hardened profile', () => {
  it('gives every container, those that run before others too, the least rights', () => {
    const pod = render({ hardened: true });
    expect(pod.automountServiceAccountToken).toBe(false);
    expect(pod.enableServiceLinks).toBe(false);
    expect(pod.securityContext).toEqual({
      runAsNonRoot: true,
      seccompProfile: { type: 'RuntimeDefault' },
    });
    for (const container of [...pod.initContainers, ...pod.containers]) {
      expect(container.securityContext).toEqual({
        allowPrivilegeEscalation: false,
        capabilities: { drop: ['ALL'] },
        readOnlyRootFilesystem: true,
      });
    }
  });

  it('gives resources to a container that says nothing, and leaves alone one that does', () => {
    expect(render({ hardened: true }).containers[0].resources).toEqual({
      requests: { cpu: '100m', memory: '128Mi' },
      limits: { memory: '512Mi' },
    });
    const own = SCORE.replace(
      'web: { image: a }',
      'web: { image: a, resources: { limits: { memory: 64Mi, cpu: "2" } } }',
    );
    expect(render({ hardened: true }, own).containers[0].resources).toEqual({
      requests: { cpu: '100m', memory: '64Mi' },
      limits: { memory: '64Mi', cpu: '2' },
    });
  });

  it('gives every container a /tmp of its own, as nothing else can be written', () => {
    const pod = render({ hardened: true });
    const places = [...pod.initContainers, ...pod.containers].map(
      ({ volumeMounts: [{ name, mountPath }] }: any) => [name, mountPath],
    );
    expect(places).toEqual([
      ['tmp-job', '/tmp'],
      ['tmp-web', '/tmp'],
    ]);
    expect(pod.volumes).toEqual(
      expect.arrayContaining([
        { name: 'tmp-job', emptyDir: {} },
        { name: 'tmp-web', emptyDir: {} },
      ]),
    );
  });

  it('leaves a volume at /tmp where it is', () => {
    const score = `${SCORE.replace(
      'web: { image: a }',
      'web: { image: a, volumes: { /tmp/: { source: "${resources.scratch}" } } }',
    )}resources: { scratch: { type: volume } }\n`;
    expect(render({ hardened: true }, score).containers[0].volumeMounts).toEqual([
      { name: 'volume-scratch', mountPath: '/tmp' },
    ]);
  });

  it('can be excepted from, one property at a time', () => {
    const pod = render({
      hardened: true,
      automountServiceAccountToken: true,
      podSecurityContext: { fsGroup: 1000 },
      securityContext: { readOnlyRootFilesystem: false },
      defaultResources: { limits: { memory: '1Gi' } },
    });
    expect(pod.automountServiceAccountToken).toBe(true);
    expect(pod.securityContext).toMatchObject({ runAsNonRoot: true, fsGroup: 1000 });
    expect(pod.containers[0].securityContext).toMatchObject({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: false,
    });
    expect(pod.containers[0].resources).toMatchObject({
      limits: { memory: '1Gi' },
      requests: { memory: '128Mi' },
    });
    expect(pod.volumes).toBeUndefined();
  });

  it('changes nothing of a profile that is not hardened', () => {
    const pod = render({});
    expect(pod.securityContext).toBeUndefined();
    expect(pod.containers[0]).toEqual({ name: 'web', image: 'a' });
  });

  it.each(WORKLOAD_KINDS)('makes a %s that a recent and an older Kubernetes accept', kind => {
    const rendered = renderScore(SHIPPED_WORKLOAD, {
      resources: SHIPPED_RESOURCES,
      profile: {
        hardened: true,
        kind,
        secretStore: { name: 'vault' },
        cronJob: { schedule: '@daily' },
        disruptionBudget: { minAvailable: 1 },
        autoscaling: { maxReplicas: 3, averageMemoryUtilization: 80 },
        statefulSet: { podManagementPolicy: 'Parallel' },
        job: { completionMode: 'Indexed', completions: 3 },
      },
    });
    expect(linesOf(rendered)).toEqual([]);
    expect(objectOf(rendered, kind).kind).toBe(kind);
    rendered.objects.forEach(validateObject);
  });
});
