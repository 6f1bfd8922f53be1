import { linesOf, objectOf, OPTIONS, podOf, renderScore } from '../__testUtils__/renderScore';
import { validateObject } from '../__testUtils__/validateObject';
import { renderWorkload } from '../workload/renderWorkload';

const score = (containers: string, rest = '') => `
apiVersion: score.dev/v1b1
metadata: { name: app }
${rest}
containers:
${containers}
`;
const names = (containers: { name: string }[] = []) => containers.map(({ name }) => name);

describe('before', () => {
  it('runs containers to completion, starts sidecars, and gates on health, in order', () => {
    const rendered = renderScore(
      score(`
  app: { image: a }
  migrate: { image: m, before: { app: { ready: complete } } }
  proxy:
    image: p
    readinessProbe: { httpGet: { path: /ok, port: 15000 } }
    before: { migrate: { ready: healthy }, app: { ready: started } }
  agent: { image: g, before: { proxy: { ready: started } } }
`),
    );
    expect(linesOf(rendered)).toEqual([]);
    const pod = podOf(rendered);
    expect(names(pod.initContainers)).toEqual(['agent', 'proxy', 'migrate']);
    expect(names(pod.containers)).toEqual(['app']);
    const [agent, proxy, migrate] = pod.initContainers;
    expect([agent.restartPolicy, proxy.restartPolicy, migrate.restartPolicy]).toEqual([
      'Always',
      'Always',
      undefined,
    ]);
    expect(agent.startupProbe).toBeUndefined();
    expect(proxy.startupProbe).toMatchObject({ httpGet: { path: '/ok' }, failureThreshold: 60 });
    rendered.objects.forEach(validateObject);
  });

  it('refuses to wait for the health of a container without a probe', () => {
    const rendered = renderScore(
      score('  app: { image: a }\n  proxy: { image: p, before: { app: { ready: healthy } } }'),
    );
    expect(linesOf(rendered)).toEqual([
      'score.yaml /containers/proxy/before: Others wait until container "proxy" is healthy, but it has no probe that would tell. (Add a readinessProbe, or wait until it is "started".)',
    ]);
  });

  it('refuses a container that has to be complete and healthy', () => {
    const rendered = renderScore(
      score(`
  app: { image: a }
  other: { image: a }
  one: { image: p, before: { app: { ready: healthy }, other: { ready: complete } } }
`),
    );
    expect(linesOf(rendered)[0]).toContain('complete before one container and healthy');
  });

  it('says that probes of a container that completes are not made', () => {
    const rendered = renderScore(
      score(`
  app: { image: a }
  migrate:
    image: m
    livenessProbe: { exec: { command: [check] } }
    before: { app: { ready: complete } }
`),
    );
    expect(rendered.problems).toMatchObject([{ severity: 'warning', code: 'probe' }]);
    expect(podOf(rendered).initContainers[0].livenessProbe).toBeUndefined();
    rendered.objects.forEach(validateObject);
  });
});

describe('ports', () => {
  it('are those of the container that is probed on them, else of the one named like the workload', () => {
    const rendered = renderScore(
      score(
        `
  aside: { image: a, livenessProbe: { httpGet: { path: /, port: 9090 } } }
  app: { image: a }
`,
        'service: { ports: { web: { port: 80, targetPort: 8080 }, metrics: { port: 9090 } } }',
      ),
    );
    const [app, aside] = podOf(rendered).containers;
    expect(app.ports).toEqual([{ name: 'web', containerPort: 8080, protocol: 'TCP' }]);
    expect(aside.ports).toEqual([{ name: 'metrics', containerPort: 9090, protocol: 'TCP' }]);
    expect(objectOf(rendered, 'Service').spec.ports).toEqual([
      { name: 'metrics', port: 9090, targetPort: 9090, protocol: 'TCP' },
      { name: 'web', port: 80, targetPort: 8080, protocol: 'TCP' },
    ]);
  });

  it('are refused when one number and protocol is there twice', () => {
    const rendered = renderScore(
      score('  app: { image: a }', 'service: { ports: { aa: { port: 80 }, bb: { port: 80 } } }'),
    );
    expect(linesOf(rendered)[0]).toContain('The ports "aa" and "bb" are both 80/TCP');
  });
});

describe('probes', () => {
  const probed = score(`
  app:
    image: a
    livenessProbe: { httpGet: { path: "", port: 1, scheme: HTTPS, host: h, httpHeaders: [{ name: A, value: b }] } }
    readinessProbe: { exec: { command: [check] }, httpGet: { path: /, port: 1 } }
`);

  it('take their timings from the profile, a gate for slow starters included', () => {
    const rendered = renderScore(probed, {
      profile: { probes: { liveness: { periodSeconds: 7 }, startup: { failureThreshold: 30 } } },
    });
    const [container] = podOf(rendered).containers;
    expect(container.livenessProbe).toEqual({
      httpGet: { port: 1, host: 'h', scheme: 'HTTPS', httpHeaders: [{ name: 'A', value: 'b' }] },
      periodSeconds: 7,
    });
    expect(container.startupProbe).toMatchObject({ failureThreshold: 30, httpGet: { port: 1 } });
  });

  it('need something to do, also where a file was read leniently', () => {
    const render = (livenessProbe: object) =>
      renderWorkload({
        workload: {
          apiVersion: 'score.dev/v1b1',
          metadata: { name: 'app' },
          containers: { app: { image: 'a', livenessProbe } },
        },
        options: OPTIONS,
      });
    expect(linesOf(render({}))[0]).toContain('The probe has neither httpGet nor exec.');
    expect(linesOf(render({ exec: { command: [] } }))[0]).toContain(
      'The command of the probe is empty',
    );
  });

  it('use exec when both handlers are given, and say so', () => {
    const rendered = renderScore(probed);
    expect(podOf(rendered).containers[0].readinessProbe).toEqual({ exec: { command: ['check'] } });
    expect(linesOf(rendered)[0]).toContain('Kubernetes takes one, and exec is used');
  });
});

describe('variables', () => {
  it('that Kubernetes would refuse are problems', () => {
    const rendered = renderScore(score('  app: { image: a, variables: { "1 A": x } }'));
    expect(linesOf(rendered)[0]).toContain('Kubernetes takes no variable of the name "1 A"');
  });

  it('hold outputs of resources as they are, dollar signs included', () => {
    const rendered = renderScore(
      score(
        '  app: { image: a, variables: { A: "x${resources.db.username}" } }',
        'resources: { db: { type: postgres } }',
      ),
      { resources: { db: { username: '$(HOME)$$' } } },
    );
    // Kubernetes makes `$(HOME)$$` of it.
    expect(podOf(rendered).containers[0].env).toEqual([{ name: 'A', value: 'x$$(HOME)$$$$' }]);
  });

  it('cannot hold what is not known yet', () => {
    const rendered = renderScore(
      score(
        '  app: { image: a, variables: { A: "${resources.db.host}" } }',
        'resources: { db: { type: postgres } }',
      ),
      { resources: { db: { $knownAfter: ['postgres.default#app.db'] } } },
    );
    expect(linesOf(rendered)[0]).toContain('only after postgres.default#app.db are created');
    expect(rendered.objects).toEqual([]);
  });
});
