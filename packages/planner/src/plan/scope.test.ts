import {
  actionsOf,
  argumentsFor,
  definition,
  deltaOf,
  deployed,
  manifest,
  nodeOf,
  platform,
  registryOf,
  workload,
} from '../testUtils/scenario';
import { api, redeploy, registry, types, web } from '../testUtils/shop';
import { plan } from './plan';
import { planHasErrors } from './planHasErrors';

describe('scope', () => {
  const both = deployed(argumentsFor(registry, [web, api]));

  test('the same submission again changes nothing', () => {
    expect(new Set(Object.values(actionsOf(redeploy(both, web, api))))).toEqual(
      new Set(['unchanged']),
    );
  });

  test('a deployment of one workload leaves those of others alone', () => {
    const changed = workload(
      'web',
      'containers: { main: { image: "app:2" } }\nresources: { db: { type: postgres } }',
    );
    expect(actionsOf(redeploy(both, changed))).toEqual({
      'postgres.default#web.db': 'unchanged',
      'workload#web': 'update',
      'k8s-delivery.default#k8s-cluster': 'update',
    });
  });

  test('what failed before is tried again when it is named, and only then', () => {
    const ledger = both.ledger.map(row =>
      row.node.startsWith('postgres') ? { ...row, settled: false } : row,
    );
    const again = redeploy({ ...both, ledger }, web);
    expect(nodeOf(again, 'postgres.default#web.db')).toMatchObject({
      action: 'update',
      inScope: true,
    });
    expect(nodeOf(again, 'postgres.default#api.db')).toMatchObject({
      action: 'unchanged',
      inScope: false,
      reason: expect.stringContaining('did not succeed'),
    });
  });

  test('a mistake in one workload does not hold up the deployment of another', () => {
    const broken = workload('broken', 'resources: { db: { type: postgrse } }');
    const base = { workloads: { ...both.base.workloads, broken } };
    const result = redeploy({ ...both, base }, web);
    expect(planHasErrors(result)).toBe(false);
    expect(nodeOf(result, 'workload#broken')).toMatchObject({
      inScope: false,
      action: 'unchanged',
    });
    expect(planHasErrors(redeploy(both, broken))).toBe(true);
  });

  test('a dependency that is not there as wanted is brought along', () => {
    const ledger = both.ledger.filter(row => row.node !== 'server.default#server');
    const result = redeploy({ ...both, ledger }, web);
    expect(nodeOf(result, 'server.default#server')).toMatchObject({
      action: 'create',
      inScope: true,
    });
    expect(nodeOf(result, 'postgres.default#api.db').inScope).toBe(false);
  });

  test('a shared resource that changes brings its dependents into scope', () => {
    const shared = (size: string) => `resources: { cc: { type: cache, id: common${size} } }`;
    const sized = definition(
      'cache',
      'type: cache\n  driver: static\n  inputs: { size: "${params.size}" }',
    );
    const known = registryOf(platform, types, sized);
    const uses = 'containers: { main: { image: a, variables: { S: "${resources.cc.size}" } } }\n';
    const one = workload('one', uses + shared(', params: { size: 1 }'));
    const two = workload('two', uses + shared(''));
    const args = deployed(argumentsFor(known, [one, two]));
    const result = redeploy(args, workload('one', uses + shared(', params: { size: 2 }')));
    expect(actionsOf(result)).toMatchObject({
      'cache.default#common': 'update',
      'workload#one': 'update',
      'workload#two': 'update',
    });
  });

  test('a change of somebody else that failed is not brought by a deployment of something shared', () => {
    const shared = 'resources: { cache: { type: cache, id: common';
    const args = deployed(
      argumentsFor(registry, [workload('one', `${shared} } }`), workload('two', `${shared} } }`)]),
    );
    const pending = workload('two', `${shared} }, db: { type: postgres } }`);
    const base = { workloads: { ...args.base.workloads, two: pending } };
    const result = redeploy({ ...args, base }, workload('one', `${shared} } }`));
    expect(nodeOf(result, 'workload#two')).toMatchObject({ action: 'unchanged', inScope: false });
    expect(nodeOf(result, 'postgres.default#two.db').inScope).toBe(false);
  });

  test('a change of somebody else that is still to come is not brought by what both use', () => {
    const sized = definition(
      'cache',
      'type: cache\n  driver: static\n  inputs: { size: "${params.size}" }',
    );
    const known = registryOf(platform, types, sized);
    const shared = (size: number) =>
      `resources: { cc: { type: cache, id: common, params: { size: ${size} } } }`;
    const two = (image: string) =>
      workload(
        'two',
        `containers: { main: { image: "${image}", variables: { S: "\${resources.cc.size}" } } }\nresources: { cc: { type: cache, id: common } }`,
      );
    const args = deployed(argumentsFor(known, [workload('one', shared(1)), two('app:1')]));
    const base = { workloads: { ...args.base.workloads, two: two('app:2') } };
    const result = redeploy({ ...args, base }, workload('one', shared(2)));
    expect(nodeOf(result, 'cache.default#common').action).toBe('update');
    expect(nodeOf(result, 'workload#two')).toMatchObject({ action: 'unchanged', inScope: false });
  });

  test('what used something that is taken away is touched, although nobody names it', () => {
    const known = registryOf(
      platform,
      manifest('ResourceType', 'topic', '{}'),
      manifest('ResourceType', 'gate', '{}'),
      definition('topic', 'type: topic\n  driver: static'),
      definition(
        'gate',
        'type: gate\n  driver: static\n  collect: { all: { of: { type: topic, id: orders }, direction: dependents, type: workload } }\n  inputs: { all: "${collected.all.id}" }',
      ),
    );
    const topic = 'resources: { topic: { type: topic, id: orders } }';
    const gate = workload('web', 'resources: { gate: { type: gate } }');
    const args = deployed(
      argumentsFor(known, [gate, workload('api', topic), workload('job', topic)]),
    );
    const result = plan({ ...args, delta: deltaOf([], ['job']) });
    expect(nodeOf(result, 'gate.default#web.gate')).toMatchObject({
      action: 'update',
      inScope: true,
      inputs: { all: ['api'] },
    });
  });

  test('a workload whose port changes brings those that call it along', () => {
    const known = registryOf(
      platform,
      manifest('ResourceType', 'service', 'refersTo: workload'),
      definition(
        'service',
        'type: service\n  driver: static\n  inputs: { port: "${context.target.port.port}" }',
      ),
    );
    const uses = 'containers: { main: { image: a, variables: { P: "${resources.api.port}" } } }\n';
    const caller = workload('caller', `${uses}resources: { api: { type: service } }`);
    const called = (port: number) =>
      workload('api', `service: { ports: { web: { port: ${port} } } }`);
    const args = deployed(argumentsFor(known, [caller, called(80)]));
    expect(actionsOf(redeploy(args, called(81)))).toMatchObject({
      'service.default#caller.api': 'update',
      'workload#caller': 'update',
    });
    expect(actionsOf(redeploy(args, called(80)))).not.toHaveProperty(['workload#caller'], 'update');
  });
});
