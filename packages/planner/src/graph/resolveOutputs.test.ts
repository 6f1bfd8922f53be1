import { plan } from '../plan';
import {
  argumentsFor,
  definition,
  manifest,
  nodeOf,
  platform,
  registryOf,
  workload,
} from '../testUtils/scenario';
import { resolveOutputs } from './resolveOutputs';

const secret = { $secret: [{ store: 'ledger', key: 'row', property: 'password' }] };
const schema = {
  type: 'object',
  required: ['host', 'password'],
  properties: {
    host: { type: 'string' },
    port: { type: 'integer' },
    password: { type: 'string', secret: true },
  },
};

function nodeWith(outputs: string) {
  const registry = registryOf(
    platform,
    manifest('ResourceType', 'postgres', '{}'),
    definition('postgres', `type: postgres\n  driver: terraform${outputs}`),
  );
  return nodeOf(
    plan(argumentsFor(registry, [workload('web', 'resources: { db: { type: postgres } }')])),
    'postgres.default#web.db',
  );
}

test('a definition maps what its driver returns to what the type promises', () => {
  const node = nodeWith(
    '\n  outputs: { host: "${driver.address}", port: "${driver.port}", password: "${driver.pw}" }',
  );
  const { outputs, problems } = resolveOutputs(
    node,
    { address: 'db', port: 5432, pw: secret, other: 1 },
    schema,
  );
  expect(problems).toEqual([]);
  expect(outputs).toEqual({ host: 'db', port: 5432, password: secret });
});

test('without a mapping the outputs are those of the driver that the type promises', () => {
  expect(
    resolveOutputs(nodeWith(''), { host: 'db', password: secret, debug: true }, schema),
  ).toEqual({
    outputs: { host: 'db', password: secret },
    problems: [],
  });
});

test('what is missing or of another type is a problem on the node', () => {
  const { problems } = resolveOutputs(nodeWith(''), { port: 'x', password: secret }, schema);
  expect(problems.map(problem => problem.message)).toEqual([
    expect.stringContaining('The key "host" is missing.'),
    expect.stringContaining('must be of type integer'),
  ]);
});

test('a secret in a place that is shown, and a clear value in a secret place, are refused without saying the value', () => {
  const { problems } = resolveOutputs(nodeWith(''), { host: secret, password: 'hunter2' }, schema);
  expect(problems.map(problem => problem.code)).toEqual(['secret-place', 'secret-in-clear']);
  expect(JSON.stringify(problems)).not.toContain('hunter2');
});
