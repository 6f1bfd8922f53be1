import { plan } from '../plan';
import { errorsOf, planned, type } from '../testUtils/planned';
import {
  argumentsFor,
  definition,
  deployed,
  ledgerAfter,
  nodeOf,
  platform,
  registryOf,
  workload,
} from '../testUtils/scenario';

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

  test('draws no edges unless they are asked for', () => {
    const result = planned(
      [
        ...types,
        policy,
        definition('bucket', 'type: bucket\n  driver: static\n  provisions: [{ type: policy }]'),
      ],
      workload('web', 'resources: { files: { type: bucket } }'),
    );
    expect(nodeOf(result, 'policy.default#web.files')).toMatchObject({
      action: 'create',
      dependsOn: [],
      workloads: ['web'],
    });
    expect(nodeOf(result, 'workload#web').dependsOn).not.toContain('policy.default#web.files');
  });

  test('lets dependents be inherited through several nodes, and siblings not wait for each other', () => {
    const result = planned(
      [
        ...types,
        type('grant'),
        definition('grant', 'type: grant\n  driver: static'),
        definition(
          'policy',
          'type: policy\n  driver: static\n  criteria: [{}, { class: other }]\n  provisions: [{ type: grant, inheritDependents: true }]',
        ),
        definition(
          'bucket',
          `type: bucket
  driver: static
  provisions:
    - { type: policy, dependsOnThis: true, inheritDependents: true }
    - { type: policy, class: other, dependsOnThis: true, inheritDependents: true }`,
        ),
      ],
      workload('web', 'resources: { files: { type: bucket } }'),
    );
    expect(errorsOf(result)).toEqual([]);
    expect(nodeOf(result, 'workload#web').dependsOn).toEqual(
      expect.arrayContaining([
        'bucket.default#web.files',
        'grant.default#web.files',
        'policy.default#web.files',
        'policy.other#web.files',
      ]),
    );
    expect(nodeOf(result, 'policy.default#web.files').dependsOn).toEqual([
      'bucket.default#web.files',
    ]);
  });

  test('refuses to merge what belongs to several workloads, and makes one node of it when that is said', () => {
    const bucket = (more: string) =>
      definition(
        'bucket',
        `type: bucket\n  driver: static\n  provisions: [{ type: policy, id: "\${params.policy}"${more} }]`,
      );
    const files = 'resources: { files: { type: bucket, params: { policy: all } } }';
    const asked = [workload('web', files), workload('api', files)];
    const refused = planned([...types, policy, bucket('')], ...asked);
    expect(nodeOf(refused, 'policy.default#all')).toMatchObject({
      action: 'blocked',
      problems: [
        {
          code: 'merge',
          message: expect.stringMatching(
            /bucket\.default#api\.files .*bucket\.default#web\.files /,
          ),
          hint: expect.stringContaining('merge: true'),
        },
      ],
    });
    const merged = planned([...types, policy, bucket(', merge: true')], ...asked);
    expect(nodeOf(merged, 'policy.default#all')).toMatchObject({
      action: 'create',
      workloads: ['api', 'web'],
      shared: true,
    });
    expect(errorsOf(planned([...types, policy, bucket('')], asked[0]))).toEqual([]);
  });

  test('refuses to merge with what a Score file asks for under the same id, naming both places', () => {
    const bucket = (more: string) =>
      definition(
        'bucket',
        `type: bucket\n  driver: static\n  provisions: [{ type: policy, id: "\${params.policy}"${more} }]`,
      );
    const files = 'files: { type: bucket, params: { policy: all } }';
    const web = workload('web', `resources: { ${files}, own: { type: policy, id: all } }`);
    const api = workload('api', 'resources: { shared: { type: policy, id: all } }');
    const both = {
      code: 'merge',
      message:
        'policy.default#all would be one node for bucket.default#web.files (definition bucket/spec/provisions/0) and ' +
        'workload#api (workload api/resources/shared), because the id of the provision is fixed.',
    };
    const refused = planned(
      [...types, policy, bucket('')],
      workload('web', `resources: { ${files} }`),
      api,
    );
    expect(nodeOf(refused, 'policy.default#all')).toMatchObject({
      action: 'blocked',
      problems: [
        { ...both, source: 'definition bucket', pointer: '/spec/provisions/0' },
        { ...both, source: 'workload api', pointer: '/resources/shared' },
      ],
    });
    expect(errorsOf(planned([...types, policy, bucket('')], web))).toHaveLength(2);
    expect(errorsOf(planned([...types, policy, bucket(', merge: true')], web, api))).toEqual([]);
    const otherClass = workload(
      'api',
      'resources: { shared: { type: policy, class: other, id: all } }',
    );
    const classes = definition(
      'policy',
      'type: policy\n  driver: static\n  criteria: [{}, { class: other }]',
    );
    expect(
      errorsOf(
        planned(
          [...types, classes, bucket('')],
          workload('web', `resources: { ${files} }`),
          otherClass,
        ),
      ),
    ).toEqual([]);
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

  test('tells of each member its id, class, workload, params and outputs, in order of id', () => {
    const known = [
      type('topic'),
      type('gate', '{ use: internal }'),
      type('subscription'),
      definition('topic', 'type: topic\n  driver: static\n  provisions: [{ type: gate }]'),
      definition(
        'gate',
        'type: gate\n  driver: static\n  collect: { all: { of: topic, direction: dependents, type: subscription } }\n  inputs: { all: "${collected.all}" }',
      ),
      definition(
        'subscription',
        'type: subscription\n  driver: static\n  criteria: [{ class: fast }, { class: slow }]\n  inputs: { class: "${context.resource.class}" }',
      ),
    ];
    const asks = (key: string, resourceClass: string) =>
      `resources: { topic: { type: topic, id: orders }, ${key}: { type: subscription, class: ${resourceClass}, params: { of: "\${resources.topic.made}" } } }`;
    const before = argumentsFor(registryOf(platform, ...known), [
      workload('api', asks('queue', 'slow')),
      workload('web', asks('queue', 'fast')),
    ]);
    const gate = nodeOf(plan({ ...deployed(before), delta: before.delta }), 'gate.default#orders');
    const orders = expect.stringMatching(/^orders-/);
    expect(gate.inputs).toEqual({
      all: [
        {
          id: 'api.queue',
          class: 'slow',
          workload: 'api',
          params: { of: orders },
          outputs: { class: 'slow', made: expect.stringMatching(/^api-queue-/) },
        },
        {
          id: 'web.queue',
          class: 'fast',
          workload: 'web',
          params: { of: orders },
          outputs: { class: 'fast', made: expect.stringMatching(/^web-queue-/) },
        },
      ],
    });
  });

  test('goes along the edges of the anchor to what it depends on, and draws none to the anchor', () => {
    const result = planned(
      [
        type('role'),
        type('policy'),
        type('cache'),
        definition(
          'role',
          `type: role
  driver: static
  collect: { policies: { of: { type: workload, id: "\${context.workload.id}" }, direction: dependencies, type: policy } }
  inputs: { policies: "\${collected.policies.id}" }`,
        ),
        definition('policy', 'type: policy\n  driver: static'),
        definition('cache', 'type: cache\n  driver: static'),
      ],
      workload(
        'web',
        'resources: { role: { type: role }, read: { type: policy }, write: { type: policy }, cache: { type: cache } }',
      ),
      workload('api', 'resources: { mine: { type: policy } }'),
    );
    expect(errorsOf(result)).toEqual([]);
    expect(nodeOf(result, 'role.default#web.role')).toMatchObject({
      dependsOn: ['policy.default#web.read', 'policy.default#web.write'],
      bindings: {
        collected: { policies: ['policy.default#web.read', 'policy.default#web.write'] },
      },
    });
    expect(nodeOf(result, 'workload#web').dependsOn).toContain('role.default#web.role');
  });

  test('asks for no node of its own: an anchor that nobody wants collects nothing', () => {
    const result = planned(
      [
        type('gate'),
        type('dns'),
        definition('dns', 'type: dns\n  driver: static'),
        definition(
          'gate',
          'type: gate\n  driver: static\n  collect: { all: { of: dns, direction: dependents, type: workload } }\n  inputs: { all: "${collected.all}" }',
        ),
      ],
      workload('web', 'resources: { gate: { type: gate } }'),
    );
    expect(nodeOf(result, 'gate.default#web.gate').inputs).toEqual({ all: [] });
    expect(result.nodes.some(node => node.type === 'dns')).toBe(false);
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
