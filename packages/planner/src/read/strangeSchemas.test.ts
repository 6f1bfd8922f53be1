import { formatProblem } from '@tutti/score';
import type { JsonObject } from '@tutti/score';
import { plan } from '../plan';
import { argumentsFor, drivers, ledgerAfter, workload } from '../testUtils/scenario';
import { buildSnapshot } from './buildSnapshot';
import { checkManifests } from './checkManifests';
import { readManifests } from './readManifests';

/** JSON Schemas that people write by mistake, and some that they may write. */
const SCHEMAS: Record<string, JsonObject> = {
  'a reference to itself': { $ref: '#' },
  'a circle of references': {
    ...{ $ref: '#/$defs/a', $defs: { a: { $ref: '#/$defs/b' }, b: { $ref: '#/$defs/a' } } },
  },
  'a reference to nowhere': { $ref: '#/$defs/nowhere' },
  'a reference to another host': { $ref: 'https://example.com/schema.json' },
  'a tree': {
    ...{ $ref: '#/$defs/tree' },
    $defs: { tree: { properties: { leaf: { $ref: '#/$defs/tree' } } } },
  },
  'an anchor': { $dynamicRef: '#a', $dynamicAnchor: 'a' },
  'an id': { $id: 'same', properties: { value: { type: 'string' } } },
  'an id inside': { properties: { value: { $id: 'other', type: 'string' } } },
  'an id of a meta-schema': { $id: 'https://json-schema.org/draft/2020-12/schema' },
  'another draft': { $schema: 'http://json-schema.org/draft-07/schema#' },
  'an unknown draft': { $schema: 'urn:nothing' },
  'a broken pattern': { properties: { value: { type: 'string', pattern: '(' } } },
  'a broken pattern of names': { patternProperties: { '(': { type: 'string' } } },
  'a pattern of old': { patternProperties: { '\\-': { type: 'string' } } },
  'a format that nobody knows': { properties: { value: { format: 'nothing' } } },
  'a type that nobody knows': { properties: { value: { type: 'strin' } } },
  'properties in a list': { properties: ['value'] as never },
  'a property that is a text': { properties: { value: 'string' } },
  'a property that is false': { properties: { value: false } },
  'nothing at all': { not: {} },
  'required as a text': { required: 'value' },
  'required twice': { required: ['value', 'value'] },
  'an empty choice': { properties: { value: { enum: [] } } },
  'a multiple of zero': { properties: { value: { multipleOf: 0 } } },
  'a default that is a placeholder': { properties: { value: { default: '${context.nowhere}' } } },
  'a default of another type': { properties: { value: { type: 'string', default: 1 } } },
  'a default within a default': {
    properties: { value: { default: {}, properties: { a: { default: 1 } } } },
  },
  'a secret that is no boolean': { properties: { value: { secret: 'yes' } } },
  'another type than object': { type: 'string' },
  'several types': { type: ['object', 'null'] },
  'names that objects inherit': { properties: { constructor: { type: 'string' } } },
  'a keyword that nobody knows': { propertees: {} },
  'a condition': { if: { required: ['a'] }, then: { required: ['value'] }, else: false },
};

function manifestsWith(part: 'params' | 'outputs', schema: JsonObject): string {
  return `
apiVersion: tutti.dev/v1alpha1
kind: ResourceType
metadata: { name: thing }
spec: { ${part}: ${JSON.stringify(schema)} }
---
apiVersion: tutti.dev/v1alpha1
kind: ResourceDefinition
metadata: { name: thing }
spec:
  type: thing
  driver: static
  criteria: [{}]
  params: { value: {}, leaf: {} }
  inputs: { value: "\${params.value}", leaf: "a-\${params.leaf.leaf}", 'a-b': "\${params.a-b}" }
---
apiVersion: tutti.dev/v1alpha1
kind: ResourceDefinition
metadata: { name: profile }
spec:
  type: workload
  driver: static
  criteria: [{}]
  dependencies: { thing: { type: thing, params: { value: a, leaf: { leaf: {} } } } }
  inputs: { all: "\${resources.thing}", value: "\${resources.thing.value}", b: "\${resources.thing.a-b.c}" }
`;
}

describe.each(['params', 'outputs'] as const)('%s of a resource type', part => {
  test.each(Object.entries(SCHEMAS))(
    '%s are refused with a sentence, or can be planned with',
    (_what, schema) => {
      const { manifests, problems } = readManifests(manifestsWith(part, schema), { source: 'm' });
      const checked = checkManifests(manifests, { drivers });
      for (const problem of [...problems, ...checked.problems]) {
        expect(formatProblem(problem)).toMatch(/^m:\d+:\d+ \/spec\/\S+: [^]{10,1000}$/);
      }
      // Also without those that are bad, for which a last good version would stand in.
      for (const bad of [new Set<string>(), checked.bad]) {
        const good = manifests.filter(each => !bad.has(`${each.kind}/${each.name}`));
        const args = argumentsFor(
          buildSnapshot(good),
          [workload('web', 'resources: { aa: { type: thing, params: { value: a, leaf: [] } } }')],
          { drivers },
        );
        const planned = plan(args);
        ledgerAfter({ ...planned, nodes: planned.nodes.filter(node => !node.problems.length) }, []);
      }
    },
  );
});

test('a schema that refers to itself without end is refused where it stands', () => {
  for (const name of ['a reference to itself', 'a circle of references']) {
    const { manifests } = readManifests(manifestsWith('outputs', SCHEMAS[name]), { source: 'm' });
    const { problems, bad } = checkManifests(manifests, { drivers });
    expect([...bad]).toContain('ResourceType/thing');
    expect(problems).toContainEqual(
      expect.objectContaining({ pointer: '/spec/outputs', code: 'json-schema', line: 5 }),
    );
  }
});

test('an id is refused at its line, since it would stand for the schema of another type', () => {
  for (const [name, pointer] of [
    ['an id', '/spec/params/$id'],
    ['an id inside', '/spec/params/properties/value/$id'],
    ['an id of a meta-schema', '/spec/params/$id'],
  ]) {
    const { manifests } = readManifests(manifestsWith('params', SCHEMAS[name]), { source: 'm' });
    expect(checkManifests(manifests, { drivers }).problems).toContainEqual(
      expect.objectContaining({ pointer, line: 5, hint: expect.stringContaining('#/$defs/') }),
    );
  }
});

test('a property may have the name $id', () => {
  const schema = { properties: { $id: { type: 'string', default: 'a' } } };
  const { manifests } = readManifests(
    manifestsWith('outputs', { ...schema, additionalProperties: true }),
    { source: 'm' },
  );
  expect(checkManifests(manifests.slice(0, 1), { drivers }).problems).toEqual([]);
});
