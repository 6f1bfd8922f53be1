import { definition, manifest } from '../../testUtils/scenario';
import type { DriverDescriptor } from '../../model';
import { checkManifests } from '../checkManifests';
import { readManifests } from '../readManifests';

const driver: DriverDescriptor = {
  id: 'typed',
  version: '1',
  inputs: {
    type: 'object',
    properties: {
      text: { type: 'string' },
      port: { type: 'integer' },
      ratio: { type: 'number' },
      enabled: { type: 'boolean' },
      hosts: { type: 'array', items: { type: 'string' } },
      ports: { type: 'array', items: { type: 'integer' } },
      server: { type: 'object', properties: { port: { type: 'string' } } },
      secret: { type: 'string', secret: true },
      users: {
        type: 'array',
        items: { type: 'object', properties: { password: { type: 'string', secret: true } } },
      },
      open: {},
    },
  },
  outputs: {
    type: 'object',
    properties: { host: { type: 'string' }, port: { type: 'integer' } },
  },
};

const types = [
  manifest(
    'ResourceType',
    'thing',
    `params: { properties: { size: { type: integer }, name: { type: string } } }
  outputs: { properties: { host: { type: string }, port: { type: integer } } }`,
  ),
  manifest('ResourceType', 'dns', 'outputs: { properties: { host: { type: string } } }'),
  manifest(
    'ResourceType',
    'server',
    'params: { properties: { size: { type: integer } } }\n  outputs: { properties: { host: { type: string }, port: { type: integer } } }',
  ),
  manifest(
    'ResourceType',
    'user',
    `params: { properties: { port: { type: integer }, tags: { type: array, items: { type: object, properties: { name: { type: string } } } } } }
  outputs: { properties: { host: { type: string }, port: { type: integer }, password: { type: string, secret: true } } }`,
  ),
].join('\n');

/** Each problem of a definition of the type `thing` as `pointer message`. */
function found(rest: string): string[] {
  const text = definition(
    'd',
    `type: thing
  driver: typed
  dependencies: { server: { type: server } }
  collect: { users: { of: dns, direction: dependents, type: user } }
  ${rest}`,
  );
  const read = readManifests([types, text].join('\n'), { source: 'm.yaml' });
  expect(read.problems).toEqual([]);
  const { problems } = checkManifests(read.manifests, { drivers: [driver] });
  return problems.map(({ pointer, message }) => `${pointer} ${message}`);
}

const inputs = (text: string) => found(`inputs: { ${text} }`);

describe('a text that is composed of placeholders', () => {
  test.each([
    ['port', '"1${resources.server.port}"', '"1${resources.server.port}"', 'integer'],
    ['enabled', '"${params.name}${params.name}"', '"${params.name}${params.name}"', 'boolean'],
    ['hosts', '"a-${params.name}"', '"a-${params.name}"', 'array'],
  ])('is refused for the input %s, which is none', (name, text, shown, type) => {
    expect(inputs(`${name}: ${text}`)).toEqual([
      `/spec/inputs/${name} ${shown} becomes a string, and driver typed takes ${type} here.`,
    ]);
  });

  test('is refused inside a list, and told of once', () => {
    expect(inputs('ports: [1, "${params.size}-${params.size}"]')).toEqual([
      expect.stringMatching(/^\/spec\/inputs\/ports\/1 .* takes integer here\.$/),
    ]);
  });

  test('goes where a text goes, and where nothing is said', () => {
    expect(
      inputs(
        'text: "a-${resources.server.port}", hosts: ["${params.name}.x"], open: "a${params.size}"',
      ),
    ).toEqual([]);
  });
});

describe('a projection of what is collected', () => {
  test.each([
    ['ports', 'users.outputs.host', 'string at /*', 'integer'],
    ['hosts', 'users.params.port', 'integer at /*', 'string'],
    ['hosts', 'users.params.tags.name', 'array at /*', 'string'],
    ['hosts', 'users.params', 'object at /*', 'string'],
    ['text', 'users.outputs.host', 'array', 'string'],
  ])(
    'is refused for the input %s when its items are of another type: %s',
    (name, path, given, wanted) => {
      expect(inputs(`${name}: "\${collected.${path}}"`)).toEqual([
        `/spec/inputs/${name} \${collected.${path}} is of type ${given}, and driver typed takes ${wanted} here.`,
      ]);
    },
  );

  test('goes where the types agree', () => {
    expect(
      inputs(
        'ports: "${collected.users.outputs.port}", hosts: "${collected.users.id}", open: "${collected.users.params}"',
      ),
    ).toEqual([]);
  });

  test('of an output that the type does not promise is refused', () => {
    expect(inputs('hosts: "${collected.users.outputs.hots}"')).toEqual([
      expect.stringContaining('leads nowhere: type user has no output "hots".'),
    ]);
  });

  test('brings secrets only where they may go', () => {
    expect(inputs('hosts: "${collected.users.outputs.password}"')).toEqual([
      expect.stringContaining('brings a secret to /hosts/0, where driver typed takes none.'),
    ]);
    expect(inputs('open: "${collected.users}"')).toEqual([
      expect.stringContaining('brings a secret to /open/0/outputs/password,'),
    ]);
    expect(inputs('users: "${collected.users.outputs}"')).toEqual([]);
  });
});

test('a whole object is refused for one of its properties', () => {
  expect(inputs('server: "${resources.server}"')).toEqual([
    '/spec/inputs/server ${resources.server} is of type integer at /port, and driver typed takes string here.',
  ]);
});

test('an integer goes where numbers go', () => {
  expect(inputs('ratio: "${params.size}"')).toEqual([]);
});

test('what a driver returns is refused for an output of another type', () => {
  expect(found('outputs: { host: "${driver.port}", port: "${driver.port}" }')).toEqual([
    '/spec/outputs/host ${driver.port} is of type integer, and type thing promises string here.',
  ]);
  expect(found('outputs: { host: "${driver.host}", port: "1${driver.port}" }')).toEqual([
    expect.stringContaining('becomes a string, and type thing promises integer here.'),
  ]);
});

test('what a definition asks for is refused for params of another type', () => {
  const asking = (size: string) =>
    found(`provisions: [{ type: server, id: x, merge: true, params: { size: ${size} } }]`);
  expect(asking('"${params.name}"')).toEqual([
    '/spec/provisions/0/params/size ${params.name} is of type string, and type server takes integer here.',
  ]);
  expect(asking('"${params.size}0"')).toEqual([
    expect.stringContaining('becomes a string, and type server takes integer here.'),
  ]);
  expect(asking('"${params.size}"')).toEqual([]);
});
