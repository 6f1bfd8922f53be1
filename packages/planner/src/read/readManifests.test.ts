import { definition, manifest } from '../testUtils/scenario';
import { readManifests } from './readManifests';

const read = (text: string) => readManifests(text, { source: 'definitions.yaml' });

function specOf(text: string) {
  const { manifests, problems } = read(text);
  expect(problems).toEqual([]);
  return manifests[0].spec;
}

test('a list in a criterion stands for several criteria, and lists for all their combinations', () => {
  const spec = specOf(
    definition(
      'd',
      'type: postgres\n  driver: static\n  criteria: [{ environmentType: [test, development], application: [b, a] }, { class: analytics }]',
    ),
  );
  expect(spec).toMatchObject({
    criteria: [
      { class: 'default', application: 'a', environmentType: 'development' },
      { class: 'default', application: 'a', environmentType: 'test' },
      { class: 'default', application: 'b', environmentType: 'development' },
      { class: 'default', application: 'b', environmentType: 'test' },
      { class: 'analytics' },
    ],
  });
});

test('what is left out has the documented default', () => {
  expect(specOf(manifest('ResourceType', 'dns', '{}'))).toEqual({
    name: 'dns',
    use: 'direct',
    scope: 'workload',
    stateful: false,
    params: { type: 'object' },
    outputs: { type: 'object' },
  });
  expect(specOf(manifest('EnvironmentType', 'development', 'order: 10'))).toEqual({
    name: 'development',
    order: 10,
    preview: false,
    approvals: { required: 0 },
    requireReady: false,
    lifetime: { default: 'never' },
  });
});

test('a type name is enough to say what is collected', () => {
  const spec = specOf(
    definition(
      'd',
      'type: ingress\n  driver: static\n  collect: { routes: { of: dns, direction: dependents, type: route } }',
    ),
  );
  expect(spec).toMatchObject({ collect: { routes: { of: { type: 'dns' } } } });
});

test('an unknown key is reported with its line, its path and what may stand there', () => {
  const { problems } = read(definition('d', 'type: dns\n  driver: static\n  dependancies: {}'));
  expect(problems).toEqual([
    {
      severity: 'error',
      code: 'schema',
      message: 'The key "dependancies" is not known here.',
      source: 'definitions.yaml',
      line: 8,
      column: 3,
      pointer: '/spec/dependancies',
      hint: expect.stringMatching(
        /^Did you mean "dependencies"\? Known are: catalog, collect, criteria,/,
      ),
    },
  ]);
});

test('a wrong type and a wrong word say what is expected', () => {
  const { problems } = read(
    definition('d', 'type: dns\n  driver: 5\n  deletion: { onRemoval: keep }'),
  );
  expect(problems.map(problem => [problem.pointer, problem.message])).toEqual([
    ['/spec/driver', 'The value must be of type string.'],
    ['/spec/deletion/onRemoval', 'The value must be one of "retain", "approve", "destroy".'],
  ]);
});

test('a placeholder without quotes inside braces gets the hint to quote it', () => {
  const { problems } = read(
    definition(
      'd',
      'type: dns\n  driver: static\n  inputs: { database: ${context.resource.name} }',
    ),
  );
  expect(problems[0]).toMatchObject({
    code: 'yaml',
    line: 8,
    hint: expect.stringContaining('quotes'),
  });
});

test('good manifests are read although one beside them is bad', () => {
  const { manifests, problems } = read(
    [
      definition('good', 'type: dns\n  driver: static'),
      'apiVersion: tutti.dev/v1alpha1\nkind: Definition\n',
      manifest('ResourceType', 'dns', '{}'),
    ].join('\n---\n'),
  );
  expect(manifests.map(each => each.name)).toEqual(['good', 'dns']);
  expect(problems).toEqual([expect.objectContaining({ code: 'unknown-kind', pointer: '/kind' })]);
});

test('an alias bomb and a flood of documents are refused', () => {
  const bomb = `a: &a [${'x,'.repeat(50)}]\nb: &b [${'*a,'.repeat(50)}]\nc: &c [${'*b,'.repeat(50)}]\nd: [${'*c,'.repeat(50)}]`;
  expect(read(bomb).problems.length).toBeGreaterThan(0);
});

test('a manifest for another program is told from one with a slip in its kind', () => {
  const foreign = 'apiVersion: entity.example.com/v1b1\nkind: Definition\nentity: {}\n';
  expect(read(foreign).problems).toEqual([
    expect.objectContaining({
      message: 'This is no manifest of Tutti but one of another program.',
      hint: expect.stringContaining('apiVersion: tutti.dev/v1alpha1'),
      ...{ pointer: '/apiVersion', line: 1 },
    }),
  ]);
  expect(read(foreign.replace('entity.example.com/v1b1', 'tutti.dev/v1alpha1')).problems).toEqual([
    expect.objectContaining({
      pointer: '/kind',
      message: 'There is no manifest of kind "Definition".',
    }),
  ]);
});

test('of a file with ten thousand documents nothing is taken, and the line of the first too many is told', () => {
  const text = manifest('ResourceType', 'dns', '{}').repeat(10_000);
  const { manifests, problems } = read(text);
  expect(manifests).toEqual([]);
  expect(problems).toEqual([
    expect.objectContaining({
      code: 'too-many-documents',
      message: 'The file holds more than 1000 documents; the rest was not read.',
      source: 'definitions.yaml',
      line:
        text
          .split('\n')
          .slice(0, 1001 * 6)
          .lastIndexOf('---') + 1,
    }),
  ]);
});

test('a file of nothing but mistakes is told of in a hundred problems', () => {
  const keys = Array.from({ length: 5_000 }, (_, index) => `  key${index}: 1`).join('\n');
  const { problems } = read(`${definition('d', 'type: dns\n  driver: static')}\n${keys}`);
  expect(problems).toHaveLength(101);
  expect(problems.at(-1)?.message).toContain('only the first 100 are shown');
});

test('the examples of a resource type are kept for its documentation, and are texts', () => {
  const spec = specOf(
    manifest(
      'ResourceType',
      'dns',
      'examples: [{ title: A name, score: "apiVersion: score.dev/v1b1" }]',
    ),
  );
  expect(spec).toMatchObject({
    examples: [{ title: 'A name', score: 'apiVersion: score.dev/v1b1' }],
  });
  const { problems } = read(manifest('ResourceType', 'dns', 'examples: [{ score: { a: 1 } }]'));
  expect(problems[0].pointer).toBe('/spec/examples/0/score');
});
