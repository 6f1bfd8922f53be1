import { formatProblem } from '@tutti/score';
import { linesOf, objectOf, podOf, renderScore, textOf } from '../__testUtils__/renderScore';
import { validateObject } from '../__testUtils__/validateObject';

const WEB = `
apiVersion: score.dev/v1b1
metadata:
  name: web
  annotations:
    example.com/team: front
service:
  ports:
    http: { port: 80, targetPort: 8080 }
    a-name-that-is-too-long: { port: 9000, protocol: UDP }
containers:
  web:
    image: shop/web:1
    command: [serve]
    args: ["--greeting", "$(HOME) costs 5$"]
    variables:
      ORDERS: http://orders
      PASSWORD: \${resources.db.password}
      URL: postgres://u:\${resources.db.password}@db
    files:
      /etc/web/config.json: { content: '{"a":1}', mode: "0640" }
      /etc/web/logo.bin: { binaryContent: AAEC }
      /etc/web/secret.conf: { content: 'token=\${resources.db.password}' }
    volumes:
      /var/cache: { source: "\${resources.cache}", path: sub, readOnly: true }
    resources:
      limits: { cpu: "0.5", memory: 1.5Gi }
      requests: { memory: 500K }
    livenessProbe: { httpGet: { path: /live, port: 8080 } }
    readinessProbe: { exec: { command: [check] } }
resources:
  db: { type: postgres }
  cache: { type: volume }
`;
const RESOURCES = {
  db: { password: { $secret: [{ store: 'ledger', key: 'db-uid', property: 'password' }] } },
  cache: { source: { emptyDir: {} } },
};
const PROFILE = { secretStore: { name: 'vault', kind: 'ClusterSecretStore' as const } };
const render = (changes: { [text: string]: string } = {}, profile = {}) => {
  let text = WEB;
  for (const [from, to] of Object.entries(changes)) {
    text = text.replace(from, to);
  }
  return renderScore(text, { resources: RESOURCES, profile: { ...PROFILE, ...profile } });
};

describe('renderWorkload', () => {
  it('renders a whole workload, in the order of applying', () => {
    const rendered = render();
    expect(rendered.problems).toEqual([]);
    expect(textOf(rendered)).toMatchSnapshot();
    expect(rendered.objects.map(({ kind }) => kind)).toEqual([
      'ExternalSecret',
      'ConfigMap',
      'Service',
      'Deployment',
    ]);
    expect(rendered.service).toEqual({
      name: 'web',
      ports: {
        http: { port: 80, targetPort: 8080, protocol: 'TCP' },
        'a-name-that-is-too-long': { port: 9000, targetPort: 9000, protocol: 'UDP' },
      },
    });
  });

  it('gives the same bytes whatever the order of the file', () => {
    const reordered = `
resources: { cache: { type: volume }, db: { type: postgres } }
${WEB.slice(0, WEB.lastIndexOf('resources:'))}`.replace(
      `      ORDERS: http://orders\n      PASSWORD: \${resources.db.password}`,
      `      PASSWORD: \${resources.db.password}\n      ORDERS: http://orders`,
    );
    expect(textOf(renderScore(reordered, { resources: RESOURCES, profile: PROFILE }))).toBe(
      textOf(render()),
    );
  });

  it.each(['Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob'])(
    'renders a %s that a recent and an older Kubernetes accept',
    kind => {
      const rendered = render(
        {
          'annotations:': `annotations:\n    tutti.dev/kind: ${kind}`,
        },
        {
          replicas: 2,
          podSecurityContext: { runAsNonRoot: true, fsGroup: 1000 },
          securityContext: { readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
          imagePullSecrets: [{ name: 'registry' }],
          probes: { startup: { periodSeconds: 3, failureThreshold: 20 } },
          tolerations: [{ key: 'spot', operator: 'Exists' }],
          job: { backoffLimit: 2 },
          cronJob: { schedule: '0 3 * * *', timeZone: 'Etc/UTC' },
          disruptionBudget: { maxUnavailable: '25%' },
          autoscaling: { maxReplicas: 5, averageCpuUtilization: 70 },
        },
      );
      expect(linesOf(rendered)).toEqual([]);
      for (const object of rendered.objects) {
        validateObject(object);
      }
      expect(podOf(rendered).containers[0].name).toBe('web');
    },
  );

  it('notices what Kubernetes would refuse, in both releases', () => {
    const deployment = objectOf(render(), 'Deployment');
    deployment.spec.template.spec.containers[0].ports[0].containerPort = '8080';
    expect(() => validateObject(deployment)).toThrow('containerPort must be integer');
    const service = objectOf(render(), 'Service');
    service.spec.ports[0].targetPrt = 1;
    expect(() => validateObject(service)).toThrow(
      'The recent release has no field /spec/ports/0/targetPrt.',
    );
  });

  it('never silently drops a workload of an unknown kind', () => {
    const rendered = render({ 'annotations:': 'annotations:\n    tutti.dev/kind: Statefulset' });
    expect(rendered.objects).toEqual([]);
    expect(linesOf(rendered)).toEqual([
      'score.yaml /metadata/annotations/tutti.dev~1kind: The annotation tutti.dev/kind is "Statefulset"; it has to be one of Deployment, StatefulSet, DaemonSet, Job, CronJob. (Did you mean "StatefulSet"?)',
    ]);
  });

  it('reads the kind as score-k8s does, and refuses two that disagree', () => {
    const scoreK8s = 'annotations:\n    k8s.score.dev/kind: StatefulSet';
    expect(render({ 'annotations:': scoreK8s }).kind).toBe('StatefulSet');
    expect(
      linesOf(render({ 'annotations:': `${scoreK8s}\n    tutti.dev/kind: Deployment` }))[0],
    ).toContain('k8s.score.dev/kind says "StatefulSet", but tutti.dev/kind says "Deployment"');
  });

  it('warns of a misspelt annotation of ours and leaves foreign ones alone', () => {
    const rendered = render({ 'annotations:': 'annotations:\n    tutti.dev/knd: Job' });
    expect(linesOf(rendered)).toEqual([
      'score.yaml /metadata/annotations/tutti.dev~1knd: The annotation "tutti.dev/knd" has no effect. (Did you mean "tutti.dev/kind"?)',
    ]);
    expect(rendered.kind).toBe('Deployment');
    expect(objectOf(rendered, 'Deployment').metadata.annotations).toEqual({
      'example.com/team': 'front',
    });
  });

  it('warns of any annotation in our domains that nothing reads', () => {
    expect(
      linesOf(render({ 'annotations:': 'annotations:\n    k8s.score.dev/colour: red' })),
    ).toEqual([
      'score.yaml /metadata/annotations/k8s.score.dev~1colour: The annotation "k8s.score.dev/colour" has no effect.',
    ]);
  });

  it('labels every object and every pod so that it is found, by Backstage too', () => {
    const labels = {
      'app.kubernetes.io/name': 'web',
      'app.kubernetes.io/instance': 'shop-web-1a2b3c4d',
      'app.kubernetes.io/part-of': 'shop',
      'app.kubernetes.io/managed-by': 'tutti',
      'backstage.io/kubernetes-id': 'web-component',
    };
    const profile = {
      kubernetesId: 'web-component',
      podLabels: { 'app.kubernetes.io/name': 'no' },
    };
    for (const kind of ['Deployment', 'CronJob'] as const) {
      const rendered = render({}, { ...profile, kind, cronJob: { schedule: '@daily' } });
      for (const { metadata } of rendered.objects) {
        expect(metadata).toMatchObject({ labels });
      }
      const { spec } = objectOf(rendered, kind);
      expect((spec.jobTemplate?.spec ?? spec).template.metadata.labels).toMatchObject(labels);
    }
  });

  it('names a Job after its content, so that a changed one runs again', () => {
    const job = { 'annotations:': 'annotations:\n    tutti.dev/kind: Job' };
    const first = render(job).objectName;
    expect(first).toMatch(/^web-[0-9a-f]{8}$/);
    expect(render(job).objectName).toBe(first);
    expect(render({ ...job, 'shop/web:1': 'shop/web:2' }).objectName).not.toBe(first);
  });

  it('asks for the schedule of a CronJob and checks it', () => {
    const withSchedule = (schedule: string) =>
      linesOf(render({ 'annotations:': `annotations:\n    tutti.dev/kind: CronJob${schedule}` }));
    expect(withSchedule('')[0]).toContain('A CronJob needs a schedule.');
    expect(withSchedule('\n    tutti.dev/schedule: every day')[0]).toContain('is no schedule');
    expect(withSchedule('\n    tutti.dev/schedule: "@daily"')).toEqual([]);
  });

  it('refuses names that Kubernetes would only refuse when applied', () => {
    const name = 'a'.repeat(60);
    expect(
      linesOf(
        render({
          'name: web\n': `name: ${name}\n`,
          'annotations:': 'annotations:\n    tutti.dev/kind: StatefulSet',
        }),
      )[0],
    ).toContain('has 60 characters; a StatefulSet can have 52');
    expect(linesOf(render({ 'name: web\n': 'name: 1web\n' }))[0]).toContain(
      '"1web" cannot be the name of a Service',
    );
    const renamed = render({
      'name: web\n': 'name: 1web\n',
      'annotations:': 'annotations:\n    tutti.dev/service-name: web-one',
    });
    expect(renamed.service?.name).toBe('web-one');
    const foreign = render({
      'annotations:': 'annotations:\n    k8s.score.dev/service-name: other',
    });
    expect(linesOf(foreign)[0]).toContain('Write tutti.dev/service-name instead.');
  });

  it('refuses the image that is still to be supplied', () => {
    expect(linesOf(render({ 'shop/web:1': '.' }))[0]).toContain('has no image yet');
  });

  it('leaves the number of pods to the autoscaler', () => {
    const rendered = render({}, { replicas: 3, autoscaling: { maxReplicas: 5 } });
    expect(objectOf(rendered, 'Deployment').spec.replicas).toBeUndefined();
    expect(objectOf(rendered, 'HorizontalPodAutoscaler').spec.maxReplicas).toBe(5);
  });

  it('tells all that is wrong at once', () => {
    const rendered = render({
      'shop/web:1': '.',
      'annotations:': 'annotations:\n    tutti.dev/kind: Pod',
    });
    expect(rendered.problems.map(formatProblem)).toHaveLength(2);
    expect(rendered.objects).toEqual([]);
  });
});
