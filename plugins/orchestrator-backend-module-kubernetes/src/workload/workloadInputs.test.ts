import { checkManifests, readManifests } from '@tutti/planner';
import { formatProblem } from '@tutti/score';
import { KubernetesWorkloadDriver } from './KubernetesWorkloadDriver';

/** What a platform engineer is told when saving a profile with these inputs, one line each. */
function problemsOf(inputs: string): string[] {
  const text = `
apiVersion: tutti.dev/v1alpha1
kind: ResourceDefinition
metadata: { name: profile }
spec:
  type: workload
  driver: kubernetes-workload
  criteria: [{}]
  inputs:
    namespace: shop
${inputs.replace(/^/gm, '    ')}
`;
  const read = readManifests(text, { source: 'profile.yaml' });
  const checked = checkManifests(read.manifests, { drivers: [KubernetesWorkloadDriver.create()] });
  return [...read.problems, ...checked.problems].map(formatProblem);
}

describe('a profile of kubernetes-workload', () => {
  it('can say everything that the renderer takes, directives of patches included', () => {
    expect(
      problemsOf(`
kind: StatefulSet
hardened: true
enableServiceLinks: false
probes: { readiness: { successThreshold: 3 }, liveness: { successThreshold: 1 } }
statefulSet:
  podManagementPolicy: Parallel
  persistentVolumeClaimRetentionPolicy: { whenScaled: Delete }
job: { completionMode: Indexed }
patches:
  - name: volumes
    target: { kind: [Deployment, StatefulSet], name: web, labels: { a: b } }
    strategicMerge:
      spec: { template: { spec: { volumes: [{ $patch: replace }], $retainKeys: [volumes] } } }
  - name: ports
    target: { kind: Service }
    jsonPatch:
      - { op: test, path: /spec/ports/0/port, value: 80 }
      - { op: remove, path: /spec/ports/1 }
      - { op: move, from: /spec/a, path: /spec/b }
      - { op: add, path: /spec/c, value: "\${context.environment.id}" }`),
    ).toEqual([]);
  });

  it.each([
    ['a patch without a name', 'patches: [{ strategicMerge: {} }]'],
    [
      'a patch of both kinds',
      'patches: [{ name: a, strategicMerge: {}, jsonPatch: [{ op: remove, path: /a }] }]',
    ],
    ['a patch of neither kind', 'patches: [{ name: a }]'],
    [
      'a target of a kind that is not rendered',
      'patches: [{ name: a, target: { kind: Deploymnet }, strategicMerge: {} }]',
    ],
    ['an unknown operation', 'patches: [{ name: a, jsonPatch: [{ op: set, path: /a }] }]'],
    [
      'a path that is no pointer',
      'patches: [{ name: a, jsonPatch: [{ op: remove, path: spec }] }]',
    ],
    ['what Kubernetes does not take of a probe', 'probes: { liveness: { successThreshold: 2 } }'],
    ['a misspelt property', 'hardend: true'],
  ])('is refused when it is saved: %s', (_, inputs) => {
    expect(problemsOf(inputs).length).toBeGreaterThan(0);
    for (const problem of problemsOf(inputs)) {
      expect(problem).toMatch(/^profile\.yaml:1\d:\d+ \/spec\/inputs\//);
    }
  });
});
