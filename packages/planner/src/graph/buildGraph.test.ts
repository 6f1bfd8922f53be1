import type { Plan } from '../model';
import { plan, planHasErrors } from '../plan';
import {
  argumentsFor,
  definition,
  ledgerAfter,
  manifest,
  nodeOf,
  platform,
  registryOf,
  workload,
} from '../testUtils/scenario';

function planned(manifests: string[], ...workloads: ReturnType<typeof workload>[]): Plan {
  return plan(argumentsFor(registryOf(platform, ...manifests), workloads));
}

function type(name: string, spec = '{}'): string {
  return manifest('ResourceType', name, spec);
}

function errorsOf(result: Plan): string[] {
  return [...result.problems, ...result.nodes.flatMap(node => node.problems)]
    .filter(problem => problem.severity === 'error')
    .map(problem => problem.message);
}

describe('requests', () => {
  test('an id that is left out in a dependency is the one of the node that asks, and stays private to its workload', () => {
    const result = planned(
      [
        type('postgres'),
        type('disk'),
        definition(
          'postgres',
          'type: postgres\n  driver: static\n  dependencies: { disk: { type: disk } }',
        ),
        definition(
          'disk',
          'type: disk\n  driver: static\n  inputs: { for: "${context.workload.id}" }',
        ),
      ],
      workload('web', 'resources: { db: { type: postgres } }'),
    );
    expect(nodeOf(result, 'disk.default#web.db')).toMatchObject({
      workload: 'web',
      shared: false,
      inputs: { for: 'web' },
    });
  });

  test('params are handed down to a dependency although their values are known only later', () => {
    const result = planned(
      [
        type('dns'),
        type('postgres'),
        type('disk'),
        definition('dns', 'type: dns\n  driver: static\n  inputs: { host: example.org }'),
        definition(
          'postgres',
          'type: postgres\n  driver: static\n  dependencies: { disk: { type: disk, params: { label: "for-${params.host}", cost: "$${5}" } } }',
        ),
        definition(
          'disk',
          'type: disk\n  driver: static\n  inputs: { label: "${params.label}", cost: "${params.cost}" }',
        ),
      ],
      workload(
        'web',
        'resources: { name: { type: dns }, db: { type: postgres, params: { host: "${resources.name.host}" } } }',
      ),
    );
    expect(nodeOf(result, 'disk.default#web.db')).toMatchObject({
      dependsOn: ['dns.default#web.name'],
      inputs: { label: { $knownAfter: ['dns.default#web.name'] }, cost: '${5}' },
    });
  });

  test('several classes can stand in front of one concrete resource', () => {
    const result = planned(
      [
        type('bucket'),
        type('bucket-access'),
        definition(
          'read',
          'type: bucket-access\n  driver: static\n  criteria: [{ class: read }]\n  dependencies: { bucket: { type: bucket, id: "${params.bucket}" } }',
        ),
        definition(
          'write',
          'type: bucket-access\n  driver: static\n  criteria: [{ class: write }]\n  dependencies: { bucket: { type: bucket, id: "${params.bucket}" } }',
        ),
        definition('bucket', 'type: bucket\n  driver: static'),
      ],
      workload(
        'web',
        'resources: { in: { type: bucket-access, class: read, params: { bucket: media } }, out: { type: bucket-access, class: write, params: { bucket: media } } }',
      ),
    );
    expect(planHasErrors(result)).toBe(false);
    expect(result.nodes.filter(node => node.type === 'bucket').map(node => node.node)).toEqual([
      'bucket.default#media',
    ]);
  });

  test('places that disagree on params are named, both of them', () => {
    const result = planned(
      [type('postgres'), definition('postgres', 'type: postgres\n  driver: static')],
      workload('api', 'resources: { db: { type: postgres, id: main, params: { v: 1 } } }'),
      workload('web', 'resources: { db: { type: postgres, id: main, params: { v: 2 } } }'),
    );
    expect(errorsOf(result)).toEqual([
      expect.stringMatching(/must agree on params.*workload api.*workload web/),
    ]);
  });

  test('a type of scope environment has one node for all, and takes no id', () => {
    const shared = [
      type('bus', '{ scope: environment }'),
      definition('bus', 'type: bus\n  driver: static'),
    ];
    const result = planned(
      shared,
      workload('api', 'resources: { bus: { type: bus } }'),
      workload('web', 'resources: { events: { type: bus } }'),
    );
    expect(nodeOf(result, 'bus.default#bus').workloads).toEqual(['api', 'web']);
    expect(
      errorsOf(planned(shared, workload('api', 'resources: { bus: { type: bus, id: mine } }'))),
    ).toEqual([expect.stringContaining('there is one bus per environment')]);
  });

  test('an internal type cannot be asked for in a Score file', () => {
    const result = planned([], workload('web', 'resources: { ns: { type: k8s-namespace } }'));
    expect(errorsOf(result)).toEqual([expect.stringContaining('only definitions may ask for')]);
  });

  test('the annotation tutti.dev/profile chooses the profile and leaves the node what it is', () => {
    const job = definition(
      'job',
      'type: workload\n  driver: workload\n  criteria: [{ class: job }]\n  dependencies: { cluster: { type: k8s-cluster } }\n  inputs: { kind: Job }',
    );
    const result = planned(
      [job],
      workload('migrate', '', { annotations: { 'tutti.dev/profile': 'job' } }),
    );
    expect(nodeOf(result, 'workload#migrate')).toMatchObject({
      class: 'job',
      definition: 'job',
      inputs: { kind: 'Job' },
    });
  });
});

describe('services', () => {
  const service = [
    type('service', '{ refersTo: workload }'),
    definition(
      'service',
      'type: service\n  driver: static\n  inputs: { name: "${context.target.service.name}", port: "${context.target.port.port}" }',
    ),
  ];
  const ports = 'service: { ports: { web: { port: 80, targetPort: 8080 } } }\n';

  test('workloads that call each other are no cycle', () => {
    const result = planned(
      service,
      workload('api', `${ports}resources: { web: { type: service } }\n`),
      workload('web', `${ports}resources: { api: { type: service } }\n`, {
        annotations: { 'tutti.dev/service-name': 'front' },
      }),
    );
    expect(errorsOf(result)).toEqual([]);
    expect(nodeOf(result, 'service.default#api.web').inputs).toEqual({ name: 'front', port: 80 });
  });

  test('a target that is not there is a warning, and its name is known all the same', () => {
    const named = [
      service[0],
      definition(
        'service',
        'type: service\n  driver: static\n  inputs: { name: "${context.target.service.name}" }',
      ),
    ];
    const result = planned(
      named,
      workload('web', 'resources: { other: { type: service, params: { workload: search } } }'),
    );
    expect(planHasErrors(result)).toBe(false);
    expect(nodeOf(result, 'service.default#web.other')).toMatchObject({
      inputs: { name: 'search' },
      problems: [{ severity: 'warning', code: 'absent-target' }],
    });
  });
});

describe('co-provisioning', () => {
  const types = [type('bucket'), type('policy')];
  const policy = definition('policy', 'type: policy\n  driver: static');

  test('adds nodes beside one, which its dependents wait for', () => {
    const result = planned(
      [
        ...types,
        policy,
        definition(
          'bucket',
          'type: bucket\n  driver: static\n  provisions: [{ type: policy, dependsOnThis: true, inheritDependents: true }]',
        ),
      ],
      workload('web', 'resources: { files: { type: bucket } }'),
    );
    expect(nodeOf(result, 'policy.default#web.files').dependsOn).toEqual([
      'bucket.default#web.files',
    ]);
    expect(nodeOf(result, 'workload#web').dependsOn).toContain('policy.default#web.files');
  });

  test('refuses to merge what belongs to several nodes unless that is said', () => {
    const bucket = (more: string) =>
      definition(
        'bucket',
        `type: bucket\n  driver: static\n  provisions: [{ type: policy, id: "all-\${context.application.id}"${more} }]`,
      );
    const asked = workload('web', 'resources: { one: { type: bucket }, two: { type: bucket } }');
    expect(errorsOf(planned([...types, policy, bucket('')], asked))).toEqual([
      expect.stringContaining('would be one node for'),
    ]);
    expect(errorsOf(planned([...types, policy, bucket(', merge: true')], asked))).toEqual([]);
  });
});

describe('collecting', () => {
  const manifests = [
    type('dns'),
    type('route', '{ refersTo: workload }'),
    type('ingress', '{ use: internal }'),
    definition(
      'dns',
      'type: dns\n  driver: static\n  inputs: { host: example.org }\n  provisions: [{ type: ingress, dependsOnThis: true }]',
    ),
    definition('route', 'type: route\n  driver: static\n  inputs: { path: "${params.path}" }'),
    definition(
      'ingress',
      'type: ingress\n  driver: static\n  collect: { routes: { of: dns, direction: dependents, type: route } }\n  inputs: { paths: "${collected.routes.params.path}", routes: "${collected.routes}" }',
    ),
  ];
  const route = (path: string) =>
    `resources: { dns: { type: dns, id: public }, route: { type: route, params: { host: "\${resources.dns.host}", path: ${path} } } }`;
  const args = argumentsFor(registryOf(platform, ...manifests), [
    workload('api', route('/api')),
    workload('web', route('/')),
  ]);
  const first = plan(args);

  test('gives a definition the members sorted by id, and comes after them', () => {
    const ingress = nodeOf(first, 'ingress.default#public');
    expect(ingress.inputs).toMatchObject({ paths: ['/api', '/'] });
    expect(ingress.dependsOn).toEqual([
      'dns.default#public',
      'route.default#api.route',
      'route.default#web.route',
    ]);
  });

  test('notices when a member goes', () => {
    const ledger = ledgerAfter(first, []);
    const change = {
      upsert: { web: workload('web', 'resources: { dns: { type: dns, id: public } }') },
      remove: [],
    };
    const second = plan({ ...args, base: first.set, ledger, delta: change });
    expect(nodeOf(second, 'ingress.default#public')).toMatchObject({
      action: 'update',
      inputs: { paths: ['/api'] },
    });
  });
});

describe('deliveries', () => {
  test('each cluster has one, which takes the manifests for it and reads it as an alias', () => {
    const europe = definition(
      'europe',
      'type: k8s-cluster\n  driver: static\n  criteria: [{ class: europe }]\n  inputs: { store: eu }',
    );
    const delivery = definition(
      'delivery-europe',
      'type: k8s-delivery\n  driver: delivery\n  criteria: [{ class: europe }]\n  inputs: { store: "${resources.cluster.store}" }',
    );
    const profile = definition(
      'remote',
      'type: workload\n  driver: workload\n  criteria: [{ class: remote }]\n  dependencies: { cluster: { type: k8s-cluster, class: europe } }',
    );
    const result = planned(
      [europe, delivery, profile],
      workload('web'),
      workload('far', '', { annotations: { 'tutti.dev/profile': 'remote' } }),
    );
    expect(nodeOf(result, 'k8s-delivery.default#k8s-cluster').dependsOn).toEqual([
      'k8s-cluster.default#k8s-cluster',
      'workload#web',
    ]);
    expect(nodeOf(result, 'k8s-delivery.europe#k8s-cluster').dependsOn).toEqual([
      'k8s-cluster.europe#k8s-cluster',
      'workload#far',
    ]);
  });

  test('manifests for no cluster are an error that says what to add', () => {
    const lost = definition(
      'lost',
      'type: workload\n  driver: workload\n  criteria: [{ class: lost }]',
    );
    const result = planned(
      [lost],
      workload('web', '', { annotations: { 'tutti.dev/profile': 'lost' } }),
    );
    expect(nodeOf(result, 'workload#web').problems).toEqual([
      expect.objectContaining({ hint: expect.stringContaining('cluster: { type: k8s-cluster }') }),
    ]);
  });
});

describe('mistakes in a graph', () => {
  test('a cycle names its members in order and blocks what needs it, and nothing else', () => {
    const result = planned(
      [
        type('aa'),
        type('bb'),
        type('cc'),
        definition('aa', 'type: aa\n  driver: static'),
        definition('bb', 'type: bb\n  driver: static'),
        definition('cc', 'type: cc\n  driver: static'),
      ],
      workload(
        'web',
        'resources: { one: { type: aa, params: { x: "${resources.two.x}" } }, two: { type: bb, params: { x: "${resources.three.x}" } }, three: { type: cc, params: { x: "${resources.one.x}" } } }',
      ),
      workload('api', 'resources: { mine: { type: aa } }'),
    );
    expect(result.problems.map(problem => problem.message)).toEqual([
      'These nodes wait for each other: aa.default#web.one → bb.default#web.two → cc.default#web.three → aa.default#web.one.',
    ]);
    expect(nodeOf(result, 'workload#web').action).toBe('blocked');
    expect(nodeOf(result, 'aa.default#api.mine').action).toBe('create');
  });

  test('an expansion that does not end names the definitions that feed each other', () => {
    const result = planned(
      [
        type('aa'),
        type('bb'),
        definition(
          'first',
          'type: aa\n  driver: static\n  dependencies: { other: { type: bb, id: "${context.resource.id}-x" } }',
        ),
        definition('second', 'type: bb\n  driver: static\n  dependencies: { other: { type: aa } }'),
      ],
      workload('web', 'resources: { one: { type: aa } }'),
    );
    expect(result.problems.map(problem => problem.message)).toEqual([
      expect.stringContaining('definitions feed each other, first → second → first.'),
    ]);
  });

  test('all of them are found at once, each on its node', () => {
    const result = planned(
      [
        type('postgres'),
        definition(
          'postgres',
          'type: postgres\n  driver: database\n  inputs: { database: 5, other: "${resources.nowhere.x}" }',
        ),
      ],
      workload('api', 'resources: { db: { type: postgrse } }'),
      workload(
        'web',
        'containers: { main: { image: a, variables: { A: "${resources.db.x}" } } }\nresources: { db: { type: postgres } }',
      ),
    );
    const broken = result.nodes.filter(node => node.problems.length > 0).map(node => node.node);
    expect(broken).toEqual(['postgres.default#web.db', 'postgrse.default#api.db']);
    expect(nodeOf(result, 'postgrse.default#api.db').problems[0].hint).toContain(
      'Did you mean "postgres"?',
    );
    expect(result.nodes.filter(node => node.action === 'blocked').map(node => node.node)).toEqual(
      expect.arrayContaining(['workload#api', 'workload#web']),
    );
  });

  test('a secret that reaches an input which is not one is refused, and its value is in no message', () => {
    const result = planned(
      [
        type('postgres'),
        definition(
          'postgres',
          'type: postgres\n  driver: database\n  inputs: { database: "${values.token}" }',
        ),
      ],
      workload('web', 'resources: { db: { type: postgres } }'),
    );
    expect(errorsOf(result)[0]).toContain("key 'token' not found");
    const args = argumentsFor(
      registryOf(
        platform,
        type('postgres'),
        definition(
          'postgres',
          'type: postgres\n  driver: database\n  inputs: { database: "x-${values.token}", password: "${values.token}" }',
        ),
      ),
      [workload('web', 'resources: { db: { type: postgres } }')],
      {
        values: { token: { $secret: [{ store: 'values', key: 'token' }] }, unused: 1 },
      },
    );
    const node = nodeOf(plan(args), 'postgres.default#web.db');
    expect(node.problems.map(problem => problem.message)).toEqual([
      expect.stringContaining('A secret reaches the input /database'),
    ]);
    expect(node.values).toEqual({ token: expect.anything() });
  });

  test('what a driver takes verbatim keeps its dollars', () => {
    const result = planned(
      [
        type('postgres'),
        definition(
          'postgres',
          'type: postgres\n  driver: database\n  inputs: { database: db, script: "echo ${HOME} $$" }',
        ),
      ],
      workload('web', 'resources: { db: { type: postgres } }'),
    );
    expect(nodeOf(result, 'postgres.default#web.db').inputs).toMatchObject({
      script: 'echo ${HOME} $$',
    });
  });
});
