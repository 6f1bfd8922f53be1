import { linesOf, objectOf, podOf, renderScore } from '../__testUtils__/renderScore';
import { validateObject } from '../__testUtils__/validateObject';

const score = (containers: string, kind = 'Deployment') => `
apiVersion: score.dev/v1b1
metadata: { name: app, annotations: { tutti.dev/kind: ${kind} } }
containers:
${containers}
resources: { data: { type: volume }, other: { type: volume } }
`;
const EMPTY = { source: { emptyDir: {} } };
const CLAIM = {
  claimSpec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
};

describe('volumes', () => {
  it('are shared where one resource is mounted twice, and only there', () => {
    const rendered = renderScore(
      score(`
  aa: { image: a, volumes: { /data: { source: "\${resources.data}" } } }
  bb: { image: a, volumes: { /data: { source: "\${resources.data}" }, /tmp/x: { source: "\${resources.other}" } } }
`),
      { resources: { data: EMPTY, other: EMPTY } },
    );
    const pod = podOf(rendered);
    expect(pod.volumes).toEqual([
      { name: 'volume-data', emptyDir: {} },
      { name: 'volume-other', emptyDir: {} },
    ]);
    expect(pod.containers[1].volumeMounts).toEqual([
      { name: 'volume-data', mountPath: '/data' },
      { name: 'volume-other', mountPath: '/tmp/x' },
    ]);
  });

  it('with a claimSpec are claimed per pod of a StatefulSet', () => {
    const rendered = renderScore(
      score(
        '  app: { image: a, volumes: { /data: { source: "${resources.data}" } } }',
        'StatefulSet',
      ),
      { resources: { data: CLAIM } },
    );
    const set = objectOf(rendered, 'StatefulSet');
    expect(set.spec.volumeClaimTemplates[0]).toMatchObject({
      metadata: { name: 'volume-data' },
      spec: CLAIM.claimSpec,
    });
    expect(set.spec.serviceName).toBe(objectOf(rendered, 'Service').metadata.name);
    rendered.objects.forEach(validateObject);
  });

  it('with a claimSpec are refused elsewhere, with the way out', () => {
    const rendered = renderScore(
      score('  app: { image: a, volumes: { /data: { source: "${resources.data}" } } }'),
      { resources: { data: CLAIM } },
    );
    expect(linesOf(rendered)[0]).toContain('only a StatefulSet has; this workload is a Deployment');
  });

  it.each<[string, any]>([
    ['both outputs', { ...EMPTY, ...CLAIM }],
    ['neither output', { size: 1 }],
    ['a source of two kinds', { source: { emptyDir: {}, hostPath: {} } }],
    ['a text', 'scratch'],
  ])('with %s are refused', (_, data) => {
    const rendered = renderScore(
      score('  app: { image: a, volumes: { /data: { source: "${resources.data}" } } }'),
      { resources: { data } },
    );
    expect(linesOf(rendered)[0]).toContain('exactly one of the outputs "source"');
  });

  it.each([
    ['/sub/path', 'sub/path'],
    ['a/./b/', 'a/b'],
    ['a:b', 'a:b'],
    ['/', undefined],
    ['', undefined],
  ])('are mounted from %j on as Kubernetes wants it written', (path, subPath) => {
    const rendered = renderScore(
      score(
        `  app: { image: a, volumes: { /data: { source: "\${resources.data}", path: ${JSON.stringify(path)} } } }`,
      ),
      { resources: { data: EMPTY } },
    );
    expect(podOf(rendered).containers[0].volumeMounts).toEqual([
      { name: 'volume-data', mountPath: '/data', ...(subPath && { subPath }) },
    ]);
  });

  it('cannot be left by a path in them', () => {
    const rendered = renderScore(
      score(
        '  app: { image: a, volumes: { /data: { source: "${resources.data}", path: a/../../b } } }',
      ),
      { resources: { data: EMPTY } },
    );
    expect(linesOf(rendered)[0]).toContain('"a/../../b" cannot be a path in the volume');
    expect(rendered.objects).toEqual([]);
  });

  it('cannot be where a file is', () => {
    const rendered = renderScore(
      score(
        '  app: { image: a, files: { /data: { content: a } }, volumes: { /data/: { source: "${resources.data}" } } }',
      ),
      { resources: { data: EMPTY } },
    );
    expect(linesOf(rendered)[0]).toContain('two files or volumes at /data');
  });
});
