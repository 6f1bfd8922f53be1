import { definition, drivers, manifest } from '../../testUtils/scenario';
import { checkManifests } from '../checkManifests';
import { readManifests } from '../readManifests';

const types = [
  manifest('ResourceType', 'dns', 'params: { properties: { ttl: { type: integer } } }'),
  manifest('ResourceType', 'bus', 'scope: environment'),
  manifest('ResourceType', 'route', 'refersTo: workload'),
].join('\n');

/** The problems of a definition of type `dns` as `pointer message`. */
function found(spec: string): string[] {
  const { manifests, problems } = readManifests(
    [types, definition('d', `type: dns\n  driver: database\n  ${spec}`)].join('\n'),
    { source: 'm.yaml' },
  );
  expect(problems).toEqual([]);
  return checkManifests(manifests, { drivers }).problems.map(
    ({ pointer, message }) => `${pointer} ${message}`,
  );
}

const inputs = (database: string) => `inputs: { database: "${database}" }`;

test.each([
  ['a dependency', `dependencies: { bus: { type: bus, id: mine } }`, '/spec/dependencies/bus/id'],
  ['a provision', `provisions: [{ type: bus, id: mine, merge: true }]`, '/spec/provisions/0/id'],
])('%s of a type of which there is one per environment takes no id', (_, asks, pointer) => {
  expect(found(`${asks}\n  ${inputs('x')}`)).toEqual([
    `${pointer} There is one bus per environment, so it takes no id.`,
  ]);
});

test('params that do not fit the type are refused where they are written', () => {
  expect(
    found(`dependencies: { a: { type: dns, params: { ttl: long } } }\n  ${inputs('x')}`),
  ).toEqual([
    expect.stringMatching(/^\/spec\/dependencies\/a\/params\/ttl The params do not fit type dns/),
  ]);
});

test('types that are collected, and where, must exist', () => {
  const collect = 'collect: { all: { of: dsn, direction: dependents, type: rout } }';
  expect(found(`${collect}\n  ${inputs('x')}`)).toEqual([
    '/spec/collect/all/of/type There is no resource type "dsn".',
    '/spec/collect/all/type There is no resource type "rout".',
  ]);
});

test('only context and params are read by what is asked for, since it must be known when planning', () => {
  const asks =
    'dependencies: { bus: { type: bus }, a: { type: dns, id: "${resources.bus.made}" } }';
  expect(found(`${asks}\n  ${inputs('x')}`)).toEqual([
    expect.stringMatching(
      /^\/spec\/dependencies\/a\/id .*the root "resources" cannot be used here/,
    ),
  ]);
});

test('the branch may choose a class, and is refused everywhere else', () => {
  const asks = (field: string) =>
    `dependencies: { a: { type: dns, ${field}: "x-\${context.deployment.branch}" } }`;
  expect(found(`${asks('class')}\n  ${inputs('x')}`)).toEqual([]);
  expect(found(`${asks('id')}\n  ${inputs('x')}`)).toEqual([
    expect.stringMatching(/^\/spec\/dependencies\/a\/id .*the context has no "deployment" here/),
  ]);
  expect(found(inputs('${context.deployment.branch}'))).toEqual([
    expect.stringMatching(/^\/spec\/inputs\/database .*the context has no "deployment" here/),
  ]);
});

test('only what refers to a workload has a target', () => {
  expect(found(inputs('${context.target.id}'))).toEqual([
    expect.stringMatching(/^\/spec\/inputs\/database .*the context has no "target" here/),
  ]);
});

test('the title for the catalog must lead somewhere', () => {
  expect(found(`${inputs('x')}\n  catalog: { title: "\${context.resource.nam}" }`)).toEqual([
    expect.stringMatching(/^\/spec\/catalog\/title .*context\.resource has no "nam"/),
  ]);
});

test('an input that is to be identity must be one', () => {
  expect(found(`${inputs('x')}\n  identity: [databse]`)).toEqual([
    '/spec/identity/0 There is no input "databse".',
  ]);
});
