import type { PlanArguments, RegistrySnapshot } from '../model';
import {
  actionsOf,
  argumentsFor,
  definition,
  deltaOf,
  deployed,
  ledgerAfter,
  nodeOf,
  platform,
  registryOf,
  workload,
} from '../testUtils/scenario';
import { api, redeploy, registry, types, web } from '../testUtils/shop';
import { plan } from './plan';

const DATABASE = 'postgres.default#web.db';
const server = definition('server', 'type: server\n  driver: static\n  inputs: { host: pg }');

function registryWith(postgres: string, name = 'postgres'): RegistrySnapshot {
  return registryOf(platform, types, server, definition(name, `type: postgres\n  ${postgres}`));
}

describe('a node that exists', () => {
  const args = deployed(argumentsFor(registry, [web, api]));
  const asked = (size: number) =>
    workload('web', `resources: { db: { type: postgres, params: { size: ${size} } } }`);
  const other = registryWith(
    'driver: database\n  inputs: { database: "${context.resource.name}", size: 5 }',
    'newer',
  );
  const old = registry.definitions.find(each => each.name === 'postgres')!;
  const newer: RegistrySnapshot = {
    ...other,
    definitions: [...other.definitions, { ...old, status: 'deprecated' }],
  };

  test('is matched again when its request changes', () => {
    expect(nodeOf(redeploy({ ...args, registry: newer }, web), DATABASE)).toMatchObject({
      action: 'unchanged',
      definition: 'postgres',
    });
    expect(nodeOf(redeploy({ ...args, registry: newer }, asked(1)), DATABASE)).toMatchObject({
      action: 'update',
      definition: 'newer',
      previousDefinition: 'postgres',
      match: { by: 'criteria' },
    });
  });

  test('is refreshed with the workload that is named, and others are left alone', () => {
    const { nodes } = plan({ ...args, registry: newer, kind: 'refresh', delta: deltaOf([web]) });
    const found = nodes.filter(node => node.type === 'postgres');
    expect(found.map(node => [node.id, node.action, node.definition, node.inScope])).toEqual([
      ['web.db', 'update', 'newer', true],
      ['api.db', 'unchanged', 'postgres', false],
    ]);
  });

  test('is bound by a rollback to the version that was used then, without being matched', () => {
    const pins = [{ node: DATABASE, definition: 'postgres', version: 1 }];
    const refreshed = deployed({ ...args, registry: newer, kind: 'refresh' });
    const back = plan({
      ...refreshed,
      pins,
      kind: 'rollback',
      delta: deltaOf([web]),
    });
    expect(nodeOf(back, DATABASE)).toMatchObject({
      action: 'update',
      definition: 'postgres',
      previousDefinition: 'newer',
      match: { by: 'pin' },
    });
  });

  test('is updated in place when its profile changes', () => {
    const job = definition(
      'job',
      'type: workload\n  driver: workload\n  criteria: [{ class: job }]\n  dependencies: { cluster: { type: k8s-cluster } }\n  inputs: { kind: Job }',
    );
    const known = registryOf(platform, job);
    const before = deployed(argumentsFor(known, [workload('web')]));
    const changed = workload('web', '', { annotations: { 'tutti.dev/profile': 'job' } });
    expect(nodeOf(redeploy(before, changed), 'workload#web')).toMatchObject({
      action: 'update',
      definition: 'job',
      ledgerUid: before.ledger.find(row => row.node === 'workload#web')!.uid,
    });
  });
});

test('what was there and is known to be absent is made again, under its name', () => {
  const args = deployed(argumentsFor(registry, [web]));
  const ledger = args.ledger.map(row =>
    row.node === DATABASE ? { ...row, presence: 'absent' as const } : row,
  );
  const { uid, name } = ledger.find(row => row.node === DATABASE)!;
  expect(nodeOf(redeploy({ ...args, ledger }, web), DATABASE)).toMatchObject({
    action: 'create',
    reason: 'It was made before and is not there any more.',
    ledgerUid: uid,
    name,
    incarnation: 1,
  });
});

describe('another definition of what exists', () => {
  const args = deployed(argumentsFor(registry, [web]));
  const refreshed = (other: RegistrySnapshot): PlanArguments => ({
    ...args,
    registry: other,
    kind: 'refresh',
  });

  test('updates it, under its name, as long as driver and identity are the same', () => {
    const split = registryWith(
      'driver: database\n  inputs: { database: "${context.resource.name}" }',
      'postgres-split',
    );
    expect(nodeOf(plan(refreshed(split)), DATABASE)).toMatchObject({
      action: 'update',
      previousDefinition: 'postgres',
      definition: 'postgres-split',
      incarnation: 1,
      waitsForPerson: false,
    });
  });

  test('replaces it when an input changes that its author says is identity', () => {
    const sized = (size: number, more = '') =>
      registryWith(
        `driver: database\n  inputs: { database: "\${context.resource.name}", size: ${size} }${more}`,
      );
    const before = deployed(argumentsFor(sized(1), [web]));
    const change = (registryAfter: RegistrySnapshot) =>
      nodeOf(plan({ ...before, registry: registryAfter, kind: 'refresh' }), DATABASE);
    expect(change(sized(2)).action).toBe('update');
    expect(change(sized(2, '\n  identity: [size]'))).toMatchObject({
      action: 'replace',
      waitsForPerson: true,
      reason: expect.stringContaining('/size'),
    });
  });
});

describe('an orphan', () => {
  const first = argumentsFor(registry, [web]);
  const args = deployed(first);
  const removed = plan({ ...args, delta: deltaOf([], ['web']) });
  const left = { ...args, base: removed.set, ledger: ledgerAfter(removed, args.ledger) };

  test('is used again when it is asked for again, and keeps its name', () => {
    const orphan = left.ledger.find(row => row.node === DATABASE)!;
    expect(orphan.role).toBe('orphan');
    expect(nodeOf(redeploy(left, web), DATABASE)).toMatchObject({
      action: 'adopt',
      ledgerUid: orphan.uid,
      name: orphan.name,
      incarnation: 1,
    });
  });

  test.each([
    ['another driver', 'driver: terraform', 'it was made by driver database'],
    [
      'another identity',
      'driver: database\n  inputs: { database: elsewhere }',
      '/database differs',
    ],
  ])('stays as it is when %s would make it, and the plan says so', (_, postgres, why) => {
    const result = redeploy({ ...left, registry: registryWith(postgres) }, web);
    expect(nodeOf(result, DATABASE)).toMatchObject({
      action: 'create',
      incarnation: 2,
      reason: expect.stringContaining(why),
    });
    expect(Object.values(actionsOf(result))).not.toContain('destroy');
  });
});
