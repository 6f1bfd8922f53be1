import type { JsonObject } from '@tutti/score';
import type { PlanArguments, RegistrySnapshot } from '../model';
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
import { plan } from './plan';
import { planHasErrors } from './planHasErrors';

const types = [
  manifest('ResourceType', 'postgres', 'stateful: true'),
  manifest('ResourceType', 'cache', 'stateful: false'),
  manifest('ResourceType', 'server', '{ scope: environment, use: internal }'),
].join('\n');
const cache = definition('cache', 'type: cache\n  driver: static\n  inputs: { host: cache }');
const postgres = definition(
  'postgres',
  `type: postgres
  driver: database
  dependencies: { server: { type: server } }
  inputs: { server: "\${resources.server}", database: "\${context.resource.name}" }`,
);
const server = definition('server', 'type: server\n  driver: static\n  inputs: { host: pg }');
const registry = registryOf(platform, types, cache, postgres, server);

const web = workload('web', 'resources: { db: { type: postgres } }');
const api = workload('api', 'resources: { db: { type: postgres } }');

function withVersion(base: RegistrySnapshot, name: string, change: JsonObject): RegistrySnapshot {
  const first = base.definitions.find(each => each.name === name)!;
  const second = {
    ...first,
    version: 2,
    hash: 'two',
    spec: { ...first.spec, ...change },
  } as typeof first;
  return {
    ...base,
    definitions: [
      ...base.definitions.filter(each => each !== first),
      { ...first, status: 'deprecated' },
      second,
    ],
  };
}

function redeploy(args: PlanArguments, ...workloads: (typeof web)[]) {
  return plan({ ...args, delta: deltaOf(workloads) });
}

describe('a first deployment', () => {
  const first = plan(argumentsFor(registry, [web]));

  test('creates everything that the workload leads to, dependencies first', () => {
    expect(planHasErrors(first)).toBe(false);
    expect(first.nodes.map(node => [node.node, node.action])).toEqual([
      ['k8s-cluster.default#k8s-cluster', 'create'],
      ['k8s-namespace.default#k8s-namespace', 'create'],
      ['server.default#server', 'create'],
      ['postgres.default#web.db', 'create'],
      ['workload#web', 'create'],
      ['k8s-delivery.default#k8s-cluster', 'create'],
    ]);
  });

  test('marks what is known only after another node instead of guessing it', () => {
    expect(nodeOf(first, 'postgres.default#web.db').inputs).toEqual({
      server: { $knownAfter: ['server.default#server'] },
      database: expect.stringMatching(/^web-db-[0-9a-f]{8}$/),
    });
  });

  test('says that a stateful node waits for a person before it is destroyed, and others do not', () => {
    const rules = (id: string) => nodeOf(first, id).deletion.onRemoval;
    expect(rules('postgres.default#web.db')).toBe('approve');
    expect(rules('workload#web')).toBe('destroy');
  });
});

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
});

describe('definitions of nodes that exist', () => {
  const args = deployed(argumentsFor(registry, [web]));
  const newer = withVersion(registry, 'postgres', {
    inputs: { database: '${context.resource.name}', size: 5 },
  });

  test('stay as they are when a new version becomes the default', () => {
    const node = nodeOf(redeploy({ ...args, registry: newer }, web), 'postgres.default#web.db');
    expect(node).toMatchObject({
      action: 'unchanged',
      definitionVersion: 1,
      match: { by: 'kept' },
    });
    expect(node.match!.text).toContain('version 2');
  });

  test('move to the default with a refresh, and the plan shows both versions', () => {
    const result = plan({ ...args, registry: newer, kind: 'refresh' });
    expect(nodeOf(result, 'postgres.default#web.db')).toMatchObject({
      action: 'update',
      previousDefinitionVersion: 1,
      definitionVersion: 2,
      differences: [
        { path: '/definition', before: 'postgres@1', after: 'postgres@2' },
        { path: '/inputs/server' },
        { path: '/inputs/size', after: 5 },
      ],
    });
  });

  test('are bound by a pin on what a deployment names', () => {
    const pins = [{ node: 'postgres.default#web.db', definition: 'postgres', version: 2 }];
    expect(
      nodeOf(redeploy({ ...args, registry: newer, pins }, web), 'postgres.default#web.db'),
    ).toMatchObject({
      action: 'update',
      definitionVersion: 2,
      match: { by: 'pin' },
    });
  });

  test('move when a rollout binds them, without naming a workload', () => {
    const pins = [{ node: 'postgres.default#web.db', definition: 'postgres', version: 2 }];
    const result = plan({ ...args, registry: newer, pins, kind: 'rollout' });
    expect(actionsOf(result)['postgres.default#web.db']).toBe('update');
  });
});

describe('replacing', () => {
  const named = (name: string) =>
    definition(
      'postgres',
      `type: postgres\n  driver: database\n  inputs: { database: "${name}-\${params.suffix}" }`,
    );
  const asked = (suffix: string) =>
    workload('web', `resources: { db: { type: postgres, params: { suffix: ${suffix} } } }`);
  const known = registryOf(platform, types, named('shop'));
  const args = deployed(argumentsFor(known, [asked('a')]));

  test('follows from a changed identity input, and waits for a person when the node is stateful', () => {
    const node = nodeOf(redeploy(args, asked('b')), 'postgres.default#web.db');
    expect(node).toMatchObject({ action: 'replace', waitsForPerson: true, incarnation: 2 });
    expect(node.reason).toContain('/database');
    expect(node.reason).toContain('waits for a person');
    expect(node.ledgerUid).toBe(args.ledger.find(row => row.node === node.node)!.uid);
    expect(node.name).not.toBe(args.ledger.find(row => row.node === node.node)!.name);
  });

  test('gives way to adoption when the definition takes the other one over', () => {
    const other = (takesOver: string) =>
      registryOf(
        platform,
        types,
        definition('rds', `type: postgres\n  driver: terraform\n  inputs: {}${takesOver}`),
      );
    const change = { ...args, kind: 'refresh' as const };
    expect(actionsOf(plan({ ...change, registry: other('') }))['postgres.default#web.db']).toBe(
      'replace',
    );
    const taken = other('\n  takesOver: [postgres]');
    expect(actionsOf(plan({ ...change, registry: taken }))['postgres.default#web.db']).toBe(
      'adopt',
    );
  });
});

describe('what is no longer wanted', () => {
  const resources = 'resources: { db: { type: postgres }, cache: { type: cache } }';
  const args = deployed(argumentsFor(registry, [workload('web', resources), api]));

  test('is destroyed when it is stateless, and kept for a person to decide when it is stateful', () => {
    const result = redeploy(args, workload('web'));
    expect(nodeOf(result, 'cache.default#web.cache')).toMatchObject({ action: 'destroy' });
    expect(nodeOf(result, 'postgres.default#web.db')).toMatchObject({
      action: 'retain',
      waitsForPerson: true,
      reason: expect.stringContaining('waits for a person'),
    });
  });

  test('goes last, consumers before what they used, after the delivery has been updated', () => {
    const result = plan({ ...args, delta: deltaOf([], ['web']) });
    expect(result.nodes.filter(node => node.inScope).map(node => [node.node, node.action])).toEqual(
      [
        ['k8s-delivery.default#k8s-cluster', 'update'],
        ['workload#web', 'destroy'],
        ['cache.default#web.cache', 'destroy'],
        ['postgres.default#web.db', 'retain'],
      ],
    );
  });

  test('keeps what others still use', () => {
    const result = plan({ ...args, delta: deltaOf([], ['web']) });
    expect(nodeOf(result, 'server.default#server')).toMatchObject({ action: 'unchanged' });
    const last = plan({ ...args, delta: deltaOf([], ['web', 'api']) });
    expect(actionsOf(last)).toMatchObject({
      'server.default#server': 'destroy',
      'k8s-delivery.default#k8s-cluster': 'destroy',
    });
  });

  test('waits with the whole deployment when the environment is deleted', () => {
    const result = plan({ ...args, kind: 'destroy', delta: deltaOf([], ['web', 'api']) });
    expect(nodeOf(result, 'postgres.default#web.db')).toMatchObject({
      action: 'destroy',
      waitsForPerson: true,
    });
  });

  test('is used again when it is asked for again', () => {
    const without = deployed({ ...args, delta: deltaOf([workload('web')]) });
    const again = redeploy(without, workload('web', resources));
    const before = without.ledger.find(row => row.node === 'postgres.default#web.db')!;
    expect(nodeOf(again, 'postgres.default#web.db')).toMatchObject({
      action: 'adopt',
      ledgerUid: before.uid,
      name: before.name,
    });
  });
});

describe('renaming', () => {
  const source = { path: 'web/score.yaml' };
  const old = workload('web', 'resources: { db: { type: postgres } }', source);
  const args = deployed(argumentsFor(registry, [old]));

  test('a source that now holds another workload moves it and its private resources', () => {
    const renamed = workload('storefront', 'resources: { db: { type: postgres } }', source);
    const result = redeploy(args, renamed);
    expect(actionsOf(result)).toEqual({
      'postgres.default#storefront.db': 'move',
      'workload#storefront': 'move',
      'k8s-delivery.default#k8s-cluster': 'update',
    });
    expect(nodeOf(result, 'postgres.default#storefront.db')).toMatchObject({
      movedFrom: 'postgres.default#web.db',
      name: args.ledger.find(row => row.node === 'postgres.default#web.db')!.name,
    });
    expect(Object.keys(result.set.workloads)).toEqual(['storefront']);
  });

  test('an annotation moves a resource to another key', () => {
    const rekeyed = workload(
      'web',
      'resources: { main: { type: postgres, metadata: { annotations: { tutti.dev/moved-from: db } } } }',
      source,
    );
    expect(actionsOf(redeploy(args, rekeyed))).toMatchObject({
      'postgres.default#web.main': 'move',
    });
  });

  test('is proposed when a stateful node appears while one of its type is left behind', () => {
    const result = redeploy(
      args,
      workload('web', 'resources: { main: { type: postgres } }', source),
    );
    expect(nodeOf(result, 'postgres.default#web.main').problems).toEqual([
      expect.objectContaining({
        severity: 'warning',
        code: 'move-proposed',
        hint: expect.stringContaining('web.db'),
      }),
    ]);
    expect(planHasErrors(result)).toBe(false);
  });
});

describe('doubt', () => {
  test('a node of which nobody can tell whether it exists is blocked, and what needs it', () => {
    const args = deployed(argumentsFor(registry, [web, api]));
    const ledger = args.ledger.map(row =>
      row.node === 'postgres.default#web.db' ? { ...row, presence: 'unknown' as const } : row,
    );
    const result = redeploy({ ...args, ledger }, web);
    expect(nodeOf(result, 'postgres.default#web.db').action).toBe('blocked');
    expect(nodeOf(result, 'workload#web')).toMatchObject({
      action: 'blocked',
      reason: 'It needs postgres.default#web.db, which is blocked.',
    });
    expect(planHasErrors(redeploy({ ...args, ledger }, api))).toBe(false);
  });

  test('a node whose driver was never called is created, whatever its row says', () => {
    const args = deployed(argumentsFor(registry, [web]));
    const ledger = args.ledger.map(row =>
      row.node === 'postgres.default#web.db'
        ? { ...row, settled: false, presence: 'not-checked' as const, outputs: {} }
        : row,
    );
    const node = nodeOf(redeploy({ ...args, ledger }, web), 'postgres.default#web.db');
    expect(node).toMatchObject({ action: 'create', incarnation: 1 });
    expect(node.ledgerUid).toBeDefined();
  });
});
