import type { NodeId, WorkloadEntry } from '../model';
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
import { api, redeploy, registry } from '../testUtils/shop';
import { plan, planHasErrors } from '../plan';

const database = (from: string) =>
  `{ type: postgres, metadata: { annotations: { tutti.dev/moved-from: ${from} } } }`;

describe('renaming', () => {
  const source = { path: 'web/score.yaml' };
  const old = workload('web', 'resources: { db: { type: postgres } }', source);
  const args = deployed(argumentsFor(registry, [old]));
  const nameOfDatabase = args.ledger.find(row => row.node === 'postgres.default#web.db')!.name;

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
      name: nameOfDatabase,
    });
    expect(Object.keys(result.set.workloads)).toEqual(['storefront']);
  });

  test('is remembered until all has moved, whatever else is deployed meanwhile', () => {
    const renamed = workload('storefront', 'resources: { db: { type: postgres } }', source);
    const failed = redeploy(args, renamed);
    const stuck = { ...args, base: failed.set }; // nothing of it was carried out
    const afterApi = { ...stuck, base: redeploy(stuck, api).set };
    for (const before of [stuck, afterApi]) {
      expect(actionsOf(redeploy(before, renamed))).toMatchObject({
        'postgres.default#storefront.db': 'move',
        'workload#storefront': 'move',
      });
    }
    const done = deployed({ ...stuck, delta: deltaOf([renamed]) });
    expect(redeploy(done, renamed).set.workloads.storefront).toEqual(renamed);
  });

  test('is forgotten when the old name is given to another workload', () => {
    const renamed = workload('storefront', 'resources: { db: { type: postgres } }', source);
    const stuck = { ...args, base: redeploy(args, renamed).set };
    const other = workload('web', 'resources: { db: { type: postgres } }', { path: 'other.yaml' });
    const result = redeploy(stuck, renamed, other);
    expect(result.set.workloads.storefront).toEqual(renamed);
    expect(actionsOf(result)).toMatchObject({ 'postgres.default#storefront.db': 'create' });
  });

  test('a pin follows what it binds, unless the new name has one of its own', () => {
    const renamed = workload('storefront', 'resources: { db: { type: postgres } }', source);
    const bind = { definition: 'postgres', version: 1 };
    const matchWith = (...nodes: string[]) =>
      nodeOf(
        redeploy(
          { ...args, pins: nodes.map(node => ({ ...bind, node: node as NodeId })) },
          renamed,
        ),
        'postgres.default#storefront.db',
      ).match;
    expect(matchWith()).toMatchObject({ by: 'kept' });
    expect(matchWith('postgres.default#web.db')).toMatchObject({ by: 'pin' });
    const other = { ...bind, version: 9, node: 'postgres.default#storefront.db' as NodeId };
    const pins = [{ ...bind, node: 'postgres.default#web.db' as NodeId }, other];
    expect(nodeOf(redeploy({ ...args, pins }, renamed), other.node)).toMatchObject({
      action: 'blocked',
      reason: expect.stringContaining('version 9'),
    });
  });

  test('a source that gains a workload beside the one that it holds moves nothing', () => {
    const second = workload('storefront', 'resources: { db: { type: postgres } }', source);
    expect(actionsOf(redeploy(args, old, second))).toMatchObject({
      'postgres.default#web.db': 'unchanged',
      'postgres.default#storefront.db': 'create',
      'workload#storefront': 'create',
    });
  });

  test('an annotation names the old workload when nothing else tells', () => {
    const renamed = workload('storefront', 'resources: { db: { type: postgres } }', {
      path: 'storefront/score.yaml',
      annotations: { 'tutti.dev/moved-from': 'web' },
    });
    const result = plan({ ...args, delta: deltaOf([renamed], ['web']) });
    expect(actionsOf(result)).toMatchObject({
      'postgres.default#storefront.db': 'move',
      'workload#storefront': 'move',
    });
    expect(result.nodes.some(node => node.node.endsWith('#web.db'))).toBe(false);
  });

  test.each([
    ['to another key', 'web', `main: ${database('db')}`, 'postgres.default#web.main'],
    ['to another workload', 'api', `main: ${database('web.db')}`, 'postgres.default#api.main'],
    [
      'to all workloads',
      'web',
      `db: ${database('db').replace('postgres,', 'postgres, id: main,')}`,
      'postgres.default#main',
    ],
  ])('an annotation moves a resource %s', (_, name, resource, node) => {
    const changed: WorkloadEntry[] = [workload(name, `resources: { ${resource} }`)];
    if (name !== 'web') {
      changed.push(workload('web'));
    }
    const result = redeploy(args, ...changed);
    expect(nodeOf(result, node)).toMatchObject({
      action: 'move',
      movedFrom: 'postgres.default#web.db',
      name: nameOfDatabase,
    });
    expect(result.nodes.some(each => each.node === 'postgres.default#web.db')).toBe(false);
  });

  test('an annotation that names a place which is still in use moves nothing away from it', () => {
    const both = workload('web', `resources: { db: { type: postgres }, main: ${database('db')} }`);
    expect(actionsOf(redeploy(args, both))).toMatchObject({
      'postgres.default#web.db': 'unchanged',
      'postgres.default#web.main': 'create',
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

  test('is proposed with all candidates, so that a person chooses', () => {
    const two = workload('web', 'resources: { one: { type: postgres }, two: { type: postgres } }');
    const result = redeploy(
      deployed(argumentsFor(registry, [two])),
      workload('web', 'resources: { three: { type: postgres } }'),
    );
    expect(nodeOf(result, 'postgres.default#web.three').problems).toEqual([
      expect.objectContaining({
        message: expect.stringContaining('postgres.default#web.one and postgres.default#web.two'),
        hint: expect.stringContaining('web.one or web.two'),
      }),
    ]);
  });

  test('is proposed, and made, for what gets another class', () => {
    const large = registryOf(
      platform,
      manifest('ResourceType', 'postgres', 'stateful: true'),
      definition(
        'postgres',
        'type: postgres\n  driver: database\n  criteria: [{ class: default }, { class: large }]\n  inputs: { database: "${context.resource.name}" }',
      ),
    );
    const before = deployed(argumentsFor(large, [old]));
    const [bare, told] = ['', ', metadata: { annotations: { tutti.dev/moved-from: db } }'].map(
      more =>
        redeploy(
          before,
          workload('web', `resources: { db: { type: postgres, class: large${more} } }`, source),
        ),
    );
    expect(nodeOf(bare, 'postgres.large#web.db').problems).toEqual([
      expect.objectContaining({
        code: 'move-proposed',
        hint: expect.stringContaining('tutti.dev/moved-from: web.db'),
      }),
    ]);
    expect(nodeOf(told, 'postgres.large#web.db')).toMatchObject({
      action: 'move',
      movedFrom: 'postgres.default#web.db',
      name: nameOfDatabase,
    });
    expect(actionsOf(told)).not.toHaveProperty(['postgres.default#web.db']);
  });

  test('takes along what the definition asks for under ids made of the old names', () => {
    const known = registryOf(
      platform,
      manifest('ResourceType', 'postgres', 'stateful: true'),
      manifest('ResourceType', 'disk', 'stateful: true'),
      definition(
        'postgres',
        `type: postgres
  driver: static
  dependencies: { disk: { type: disk, id: "disk-of-\${context.resource.id}" } }
  provisions: [{ type: disk, class: backup, id: "\${context.workload.id}-backup" }]`,
      ),
      definition(
        'disk',
        'type: disk\n  driver: static\n  criteria: [{ class: default }, { class: backup }]',
      ),
    );
    const before = deployed(argumentsFor(known, [old]));
    const renamed = workload('storefront', 'resources: { db: { type: postgres } }', source);
    expect(actionsOf(redeploy(before, renamed))).toMatchObject({
      'disk.default#disk-of-storefront.db': 'move',
      'disk.backup#storefront-backup': 'move',
    });
    const rekeyed = workload('web', `resources: { main: ${database('db')} }`, source);
    expect(actionsOf(redeploy(before, rekeyed))).toMatchObject({
      'disk.default#disk-of-web.main': 'move',
    });
  });

  test('keeps the definition and version, although another one is the default by now', () => {
    const other = registryOf(
      platform,
      manifest('ResourceType', 'postgres', 'stateful: true'),
      manifest('ResourceType', 'server', '{ scope: environment, use: internal }'),
      definition('server', 'type: server\n  driver: static\n  inputs: { host: pg }'),
      definition('rds', 'type: postgres\n  driver: terraform'),
    );
    const made = registry.definitions.find(each => each.name === 'postgres')!;
    const newer = {
      ...other,
      definitions: [...other.definitions, { ...made, status: 'deprecated' as const }],
    };
    const renamed = workload('storefront', 'resources: { db: { type: postgres } }', source);
    const result = redeploy({ ...args, registry: newer }, renamed);
    expect(nodeOf(result, 'postgres.default#storefront.db')).toMatchObject({
      action: 'move',
      definition: 'postgres',
      match: { by: 'kept' },
    });
  });
});
