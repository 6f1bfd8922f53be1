import {
  definition,
  argumentsFor,
  deltaOf,
  deployed,
  nodeOf,
  platform,
  registryOf,
  workload,
} from '../testUtils/scenario';
import { api, types, web } from '../testUtils/shop';
import { fingerprint } from './fingerprint';
import { plan } from './plan';

const DATABASE = 'postgres.default#web.db';
const server = definition('server', 'type: server\n  driver: static\n  inputs: { host: pg }');
const registryWith = (postgres: string) =>
  registryOf(platform, types, server, definition('postgres', `type: postgres\n  ${postgres}`));
const then = registryWith(
  'driver: database\n  inputs: { database: "${context.resource.name}", size: "${values.SIZE}" }',
);
const later = registryWith(
  'driver: database\n  inputs: { database: "${context.resource.name}", size: "${values.SIZE}", script: "vacuum" }',
);
const [old] = then.definitions.filter(({ name }) => name === 'postgres');
const now = {
  ...later,
  definitions: [
    ...later.definitions.map(each => (each.name === 'postgres' ? { ...each, version: 2 } : each)),
    { ...old, status: 'deprecated' as const },
  ],
};

describe('a rollback', () => {
  const before = deployed(argumentsFor(then, [web, api], { values: { SIZE: 1 } }));
  const refreshed = deployed({ ...before, registry: now, kind: 'refresh', values: { SIZE: 2 } });
  const nodes = [{ node: DATABASE, definition: 'postgres', version: 1 }] as const;
  const args = {
    ...refreshed,
    kind: 'rollback' as const,
    delta: deltaOf([web]),
    rollback: { nodes: [...nodes], values: { SIZE: 1 } },
  };

  test('brings a node back to the definition version and the shared values of then', () => {
    expect(nodeOf(plan(refreshed), DATABASE)).toMatchObject({
      inputs: { size: 2, script: 'vacuum' },
    });
    expect(nodeOf(plan(args), DATABASE)).toMatchObject({
      action: 'update',
      definitionVersion: 1,
      previousDefinitionVersion: 2,
      inputs: { size: 1 },
    });
  });

  test('leaves what belongs to another workload as it is', () => {
    expect(nodeOf(plan(args), 'postgres.default#api.db')).toMatchObject({
      action: 'unchanged',
      inScope: false,
      definitionVersion: 2,
      inputs: { size: 2 },
    });
  });

  test('gives way to a pin', () => {
    const pins = [{ node: DATABASE, definition: 'postgres', version: 2 }] as const;
    expect(nodeOf(plan({ ...args, pins: [...pins] }), DATABASE)).toMatchObject({
      definitionVersion: 2,
    });
  });

  test('counts in the fingerprint with what it binds', () => {
    const other = { ...args, rollback: { ...args.rollback, values: { SIZE: 3 } } };
    expect(fingerprint(other)).not.toBe(fingerprint(args));
    expect(fingerprint({ ...args, rollback: undefined })).not.toBe(fingerprint(args));
  });

  test('of a workload that asked for less takes away what it did not ask for then', () => {
    const more = workload(
      'web',
      'resources: { db: { type: postgres }, other: { type: postgres } }',
    );
    const grown = deployed({ ...refreshed, kind: 'deploy', delta: deltaOf([more]) });
    expect(
      nodeOf(
        plan({ ...args, ...{ base: grown.base, ledger: grown.ledger } }),
        'postgres.default#web.other',
      ),
    ).toMatchObject({ action: 'retain' });
  });
});
