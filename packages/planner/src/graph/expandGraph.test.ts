import { plan, planHasErrors } from '../plan';
import { errorsOf, planned, type } from '../testUtils/planned';
import {
  argumentsFor,
  definition,
  nodeOf,
  platform,
  registryOf,
  workload,
} from '../testUtils/scenario';

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

  test('a place without params agrees with any, and gets what the others say', () => {
    const result = planned(
      [
        type('postgres'),
        definition('postgres', 'type: postgres\n  driver: static\n  inputs: { v: "${params.v}" }'),
      ],
      workload('api', 'resources: { db: { type: postgres, id: main } }'),
      workload('web', 'resources: { db: { type: postgres, id: main, params: { v: 2 } } }'),
    );
    expect(errorsOf(result)).toEqual([]);
    expect(nodeOf(result, 'postgres.default#main')).toMatchObject({
      workloads: ['api', 'web'],
      inputs: { v: 2 },
    });
  });

  test('class, id and params of what is asked for are made of context and params', () => {
    const result = planned(
      [
        type('postgres'),
        type('disk'),
        definition(
          'postgres',
          `type: postgres
  driver: static
  dependencies:
    plain: { type: disk }
    made: { type: disk, class: "\${context.environment.type}-\${params.size}", id: "\${context.resource.id}-\${params.size}", params: { of: "\${context.application.id}" } }`,
        ),
        definition(
          'disk',
          'type: disk\n  driver: static\n  criteria: [{ class: default }, { class: development-big }]\n  params: { of: { default: nobody } }\n  inputs: { of: "${params.of}" }',
        ),
      ],
      workload('web', 'resources: { db: { type: postgres, params: { size: big } } }'),
    );
    expect(errorsOf(result)).toEqual([]);
    expect(nodeOf(result, 'disk.default#web.db').inputs).toEqual({ of: 'nobody' });
    expect(nodeOf(result, 'disk.development-big#web.db-big').inputs).toEqual({ of: 'shop' });
  });

  test('the branch of a deployment may choose a class, and nothing else', () => {
    const manifests = [
      type('postgres'),
      type('disk'),
      definition(
        'postgres',
        'type: postgres\n  driver: static\n  dependencies: { disk: { type: disk, class: "on-${context.deployment.branch}" } }',
      ),
      definition(
        'disk',
        'type: disk\n  driver: static\n  criteria: [{ class: on-main }]\n  inputs: { branch: "${context.deployment.branch}" }',
      ),
    ];
    const args = argumentsFor(registryOf(platform, ...manifests), [
      workload('web', 'resources: { db: { type: postgres } }'),
    ]);
    const context = { ...args.context, deployment: { branch: 'main' } };
    const disk = nodeOf(plan({ ...args, context }), 'disk.on-main#web.db');
    expect(disk.problems.map(problem => problem.message)).toEqual([
      expect.stringContaining('deployment'),
    ]);
  });

  test('what is shared has no workload to read, which is an error on its node', () => {
    const manifests = [
      type('cache'),
      definition(
        'cache',
        'type: cache\n  driver: static\n  inputs: { for: "${context.workload.id}", port: "${context.workload.service.name}" }',
      ),
    ];
    const own = planned(manifests, workload('web', 'resources: { cc: { type: cache } }'));
    expect(nodeOf(own, 'cache.default#web.cc').inputs).toEqual({ for: 'web', port: 'web' });
    const shared = planned(
      manifests,
      workload('web', 'resources: { cc: { type: cache, id: common } }'),
    );
    expect(nodeOf(shared, 'cache.default#common')).toMatchObject({
      action: 'blocked',
      shared: true,
    });
    expect(errorsOf(shared)[0]).toContain("key 'workload' not found");
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
