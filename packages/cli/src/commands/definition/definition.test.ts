import { folderWith, root, runTutti } from '../../__testUtils__/runTutti';

jest.setTimeout(60_000);

const head = 'apiVersion: tutti.dev/v1alpha1\n';
const type = `${head}kind: ResourceType\nmetadata: { name: cache }\nspec: { outputs: { properties: { host: { type: string } } } }\n`;
const definition = `${head}kind: ResourceDefinition
metadata: { name: cache }
spec:
  type: cache
  driver: static
  criteria: [{}]
  inputs: { host: "\${context.application.id}" }
`;
const passing = `${head}kind: DefinitionTest
metadata: { name: cache-test }
spec:
  request: { type: cache }
  context: { application: shop }
  expect: { definition: cache, inputs: { host: shop } }
`;
const folder = folderWith({
  'good/types.yaml': type,
  'good/nested/definition.yml': definition,
  'good/tests.yaml': passing,
  'good/.hidden/broken.yaml': 'kind: [',
  'good/notes.txt': 'not a manifest',
  'failing/all.yaml': [type, definition, passing.replace('host: shop', 'host: other')].join(
    '---\n',
  ),
  'broken/types.yaml': type,
  'broken/definition.yaml': definition.replace('driver: static', 'driver: statik'),
  'empty/readme.md': '',
  'drivers.json': JSON.stringify({
    items: [{ id: 'statik', version: '1', inputs: { type: 'object' } }],
  }),
  'statik.json': JSON.stringify({ id: 'statik', version: '1', inputs: { type: 'object' } }),
  'strict.json': JSON.stringify({ id: 'statik', version: '2', inputs: { required: ['port'] } }),
  'no-drivers.json': '{"items": [{"name": "x"}]}',
});
const run = (...args: string[]) => runTutti(['definition', ...args], { cwd: folder });

describe('tutti definition lint', () => {
  test('reads folders, and leaves out what is hidden and what is no YAML', async () => {
    const { code, stdout, stderr } = await run('lint', 'good');
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(stderr).toBe('3 manifests in 3 files, 0 problems.\n');
  });

  test('ends with 1 and says place and alternatives', async () => {
    const { code, stdout } = await run('lint', 'broken');
    expect(code).toBe(1);
    expect(stdout).toContain('broken/definition.yaml:6:');
    expect(stdout).toContain('Did you mean "static"?');
  });

  test('takes the drivers of a server from a file', async () => {
    expect((await run('lint', 'broken', '--drivers', 'drivers.json')).code).toBe(0);
    const refused = await run('lint', 'broken', '--drivers', 'no-drivers.json');
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toContain('must hold a list of drivers');
  });

  test('takes one more driver from a file that describes it', async () => {
    expect((await run('lint', 'broken', '--with-driver', 'statik.json')).code).toBe(0);
    expect((await run('lint', 'good', '--with-driver', 'statik.json')).code).toBe(0);
    expect((await run('lint', 'good', '--drivers', 'drivers.json')).code).toBe(1);
    const both = await run(
      'lint',
      'broken',
      '--with-driver',
      'statik.json',
      '--with-driver',
      'strict.json',
    );
    expect(both.code).toBe(1);
    expect(both.stdout).toContain('Driver statik refuses the inputs');
    const refused = await run('lint', 'good', '--with-driver', 'drivers.json');
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toContain('must describe one driver');
  });

  test.each([
    ['a folder that is not there', 'absent', 'There is no file or folder absent.'],
    ['a folder without manifests', 'empty', 'There is no .yaml file in empty.'],
  ])('ends with 2 for %s', async (_, where, message) => {
    const { code, stderr } = await run('lint', where);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });

  test('accepts the sample platform', async () => {
    expect(
      await runTutti(['definition', 'lint', 'examples/platform'], { cwd: root }),
    ).toMatchObject({
      code: 0,
      stdout: '',
    });
  });
});

describe('tutti definition test', () => {
  test('ends with 0 when all tests pass', async () => {
    const { code, stdout } = await run('test', 'good');
    expect(code).toBe(0);
    expect(stdout).toBe('TEST        RESULT  DEFINITION\ncache-test  passed  cache\n');
  });

  test('ends with 1 and points at the expectation that was not met', async () => {
    const { code, stdout, stderr } = await run('test', 'failing');
    expect(code).toBe(1);
    expect(stdout).toMatch(/failing\/all\.yaml:\d+:\d+ \/spec\/expect\/inputs\/host: Input \/host/);
    expect(stderr).toContain('1 test, 1 failed.');
  });

  test('does not run tests of manifests that a registry would refuse', async () => {
    const { code, stdout, stderr } = await run('test', 'broken');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('The tests were not run');
  });
});
