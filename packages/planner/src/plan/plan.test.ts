import type { JsonObject } from '@tutti/score';
import type { RegistrySnapshot } from '../model';
import {
  actionsOf,
  argumentsFor,
  definition,
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

test('an output that a type does not have is found before anything is made', () => {
  const known = registryOf(
    platform,
    manifest(
      'ResourceType',
      'redis',
      'outputs: { properties: { host: { type: string }, port: { type: integer } } }',
    ),
    definition('redis', 'type: redis\n  driver: static'),
  );
  const uses = 'containers: { main: { image: a, variables: { H: "${resources.cache.hots}" } } }';
  const result = plan(
    argumentsFor(known, [workload('web', `${uses}\nresources: { cache: { type: redis } }`)]),
  );
  expect(nodeOf(result, 'workload#web')).toMatchObject({
    action: 'blocked',
    problems: [
      {
        code: 'unknown-output',
        pointer: '/containers/main/variables/H',
        hint: expect.stringContaining('Known are: host, port.'),
      },
    ],
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
    const result = plan({ ...args, registry: newer, rolloutNodes: pins, kind: 'rollout' });
    expect(nodeOf(result, 'postgres.default#web.db')).toMatchObject({
      action: 'update',
      definitionVersion: 2,
      match: { by: 'rollout' },
    });
  });

  test('are left out of a rollout where a pin binds them, and where another definition has made them', () => {
    const node = 'postgres.default#web.db' as const;
    const rolloutNodes = [{ node, definition: 'postgres', version: 2 }];
    const rollout = { ...args, registry: newer, kind: 'rollout' as const, rolloutNodes };
    const pins = [{ node, definition: 'postgres', version: 1 }];
    expect(actionsOf(plan({ ...rollout, pins }))).toEqual({});
    const ledger = args.ledger.map(row =>
      row.node === node ? { ...row, definition: 'other' } : row,
    );
    expect(actionsOf(plan({ ...rollout, ledger }))).toEqual({});
  });

  test('are not moved by pins of other nodes that a rollout finds, and are tried again by one', () => {
    const node = 'postgres.default#web.db' as const;
    const pins = [{ node, definition: 'postgres', version: 2 }];
    const rollout = { ...args, registry: newer, kind: 'rollout' as const };
    expect(actionsOf(plan({ ...rollout, pins }))).toEqual({});
    const ledger = args.ledger.map(row => (row.node === node ? { ...row, settled: false } : row));
    const rolloutNodes = [{ node, definition: 'postgres', version: 1 }];
    expect(actionsOf(plan({ ...rollout, ledger, rolloutNodes }))[node]).toBe('update');
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
    const ledger = args.ledger.map(row => ({ ...row, externalId: `pg/${row.name}` }));
    const change = { ...args, ledger, kind: 'refresh' as const };
    expect(actionsOf(plan({ ...change, registry: other('') }))['postgres.default#web.db']).toBe(
      'replace',
    );
    const taken = other('\n  takesOver: [postgres]');
    expect(actionsOf(plan({ ...change, registry: taken }))['postgres.default#web.db']).toBe(
      'adopt',
    );
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
