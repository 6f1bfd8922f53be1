import { formatProblem } from '@tutti/score';
import type { DefinitionTestSpec } from '../model';
import { readManifests } from '../read';
import { definition, drivers, manifest, platform, registryOf } from '../testUtils/scenario';
import { runDefinitionTests } from './runDefinitionTests';

const registry = registryOf(
  platform,
  manifest('ResourceType', 'postgres', 'stateful: true'),
  manifest('ResourceType', 'server', '{ use: internal, scope: environment }'),
  manifest('ResourceType', 'disk', '{ use: internal }'),
  manifest('ResourceType', 'route', 'refersTo: workload'),
  definition(
    'shared',
    `type: postgres
  driver: database
  dependencies: { server: { type: server }, disk: { type: disk } }
  inputs: { server: "\${resources.server}", database: "\${context.workload.id}-db", size: "\${params.size}" }`,
  ),
  definition(
    'own',
    'type: postgres\n  driver: terraform\n  criteria: [{ environmentType: production }]\n  inputs: { list: [1, { a: b }], name: "${context.application.id}" }',
  ),
  definition('server', 'type: server\n  driver: static\n  inputs: { host: pg.internal }'),
  definition('disk', 'type: disk\n  driver: static\n  inputs: { of: "${context.workload.id}" }'),
  definition(
    'route',
    'type: route\n  driver: static\n  inputs: { service: "${context.target.service.name}", port: "${context.target.port.port}" }',
  ),
  definition(
    'profile-web',
    'type: workload\n  driver: workload\n  criteria: [{ class: web }]\n  dependencies: { cluster: { type: k8s-cluster } }\n  inputs: { kind: Deployment }',
  ),
);

function run(spec: string) {
  const { manifests, problems } = readManifests(manifest('DefinitionTest', 'it', spec), {
    source: 'test.yaml',
  });
  if (manifests.length !== 1) {
    throw new Error(problems.map(formatProblem).join('\n'));
  }
  return runDefinitionTests([manifests[0].spec as DefinitionTestSpec], registry, drivers)[0];
}

describe('a test of a definition', () => {
  test('passes when winner, inputs and nodes are as expected', () => {
    const result = run(`
  request: { type: postgres, params: { size: 5 } }
  expect:
    definition: shared
    inputs: { database: test-db, size: 5 }
    nodes: [server.default#server, "disk.default#test.resource"]`);
    expect(result.failures).toEqual([]);
    expect(result).toMatchObject({ passed: true, node: 'postgres.default#test.resource' });
    expect(result.nodes).toEqual([
      'disk.default#test.resource',
      'postgres.default#test.resource',
      'server.default#server',
    ]);
  });

  test('says which definition won instead, why, and what would have to change', () => {
    const { passed, failures } = run(
      'request: { type: postgres }\n  expect: { definition: own }\n  context: { environmentType: staging }',
    );
    expect(passed).toBe(false);
    expect(failures).toEqual([
      {
        pointer: '/spec/expect/definition',
        message: expect.stringContaining('matches definition shared, version 1 by its criterion'),
        hint: 'own: It would win if the environment type were "production" (it is "staging").',
      },
    ]);
  });

  test('says that a definition is of another type', () => {
    const { failures } = run('request: { type: postgres }\n  expect: { definition: server }');
    expect(failures[0].hint).toBe('server has no criterion for type postgres in force.');
  });

  test('says why nothing matches', () => {
    const { failures } = run(
      'request: { type: postgres, class: big }\n  expect: { inputs: { a: 1 }, nodes: [x.default#y] }',
    );
    expect(failures.map(each => each.message)).toEqual([
      expect.stringContaining('No definition makes postgres of class big'),
      'The graph should hold x.default#y, and does not.',
    ]);
  });

  test('names each input that differs, and compares only the keys that it writes', () => {
    const production = 'context: { environmentType: production, application: shop }';
    const good = `request: { type: postgres }\n  ${production}\n  expect: { inputs: { list: [1, { a: b }] } }`;
    expect(run(good).passed).toBe(true);
    const { failures } = run(
      `request: { type: postgres }\n  ${production}\n  expect: { inputs: { list: [1, { a: c }], name: web, more: 1 } }`,
    );
    expect(failures.map(({ pointer, message }) => [pointer, message])).toEqual([
      ['/spec/expect/inputs/list/1/a', 'Input /list/1/a should be "c", and is "b".'],
      ['/spec/expect/inputs/more', 'Input /more should be 1, and the definition does not set it.'],
      ['/spec/expect/inputs/name', 'Input /name should be "web", and is "shop".'],
    ]);
  });

  test('expects what is known only after another node is created as the definition writes it', () => {
    const expecting = (server: string) =>
      run(
        `request: { type: postgres, params: { size: 1 } }\n  expect: { inputs: { server: "${server}" } }`,
      );
    expect(expecting('${resources.server}').failures).toEqual([]);
    const [failure] = expecting('pg.internal').failures;
    expect(failure.message).toBe(
      'Input /server should be "pg.internal", but it is known only after server.default#server is created.',
    );
    expect(failure.hint).toContain('"${resources.server}"');
  });

  test('fails on inputs that cannot be resolved, when it is about inputs', () => {
    expect(run('request: { type: postgres }\n  expect: { definition: shared }').passed).toBe(true);
    const { failures } = run(
      'request: { type: postgres }\n  expect: { inputs: { database: test-db } }',
    );
    expect(failures).toHaveLength(1);
    expect(failures[0].message).toContain('size');
  });

  test('asks for types that only definitions may ask for', () => {
    expect(
      run('request: { type: server }\n  expect: { inputs: { host: pg.internal } }').failures,
    ).toEqual([]);
    const disk = run('request: { type: disk, id: web.data }\n  expect: { inputs: { of: web } }');
    expect(disk.failures).toEqual([]);
    expect(disk.node).toBe('disk.default#web.data');
  });

  test('has the workload that a route refers to, with the port', () => {
    const { failures } = run(
      'request: { type: route, params: { workload: api, port: admin } }\n  expect: { inputs: { service: api, port: 8080 } }',
    );
    expect(failures).toEqual([]);
  });

  test('is about a profile when the type is workload', () => {
    const web = run(
      'request: { type: workload, class: web, params: { resources: { db: { type: postgres } } } }\n  expect: { definition: profile-web, inputs: { kind: Deployment }, nodes: [workload#test, k8s-cluster.default#k8s-cluster, postgres.default#test.db] }',
    );
    expect(web.failures).toEqual([]);
    const broken = run(
      'request: { type: workload, params: { containers: {} } }\n  expect: { definition: profile }',
    );
    expect(broken.failures[0].pointer).toBe('/spec/request/params');
  });

  test('is not answered by criteria that happen to have the name of what it leaves out', () => {
    const crafted = registryOf(
      manifest('ResourceType', 'cache', '{}'),
      definition(
        'trap',
        'type: cache\n  driver: static\n  criteria: [{ application: any-application }]',
      ),
      definition('plain', 'type: cache\n  driver: static'),
    );
    const spec = {
      name: 'it',
      context: {},
      request: { type: 'cache' },
      expect: { definition: 'plain' },
    };
    expect(runDefinitionTests([spec], crafted, drivers)[0].failures).toEqual([]);
  });

  test('refuses a request that is no node', () => {
    const { failures } = run(
      'request: { type: postgres, id: "a#b" }\n  expect: { definition: own }',
    );
    expect(failures).toEqual([
      expect.objectContaining({
        pointer: '/spec/request',
        message: expect.stringContaining('a#b'),
      }),
    ]);
  });
});
