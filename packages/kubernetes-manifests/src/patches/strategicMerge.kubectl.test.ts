import { isJsonObject, readProperty, type JsonObject, type JsonValue } from '@tutti/score';
import fc from 'fast-check';
import { hasKubectl, patchByKubectl } from '../__testUtils__/kubectl';
import { MERGE_STRATEGIES } from './mergeStrategies';
import { strategicMerge } from './strategicMerge';

/** A list of elements told apart by a key, each with some of the other properties. */
const listOf = (key: string, names: string[], properties: fc.Arbitrary<JsonObject>) =>
  fc
    .uniqueArray(fc.constantFrom(...names), { maxLength: names.length })
    .chain(chosen =>
      fc.tuple(...chosen.map(name => properties.map(rest => ({ ...rest, [key]: name })))),
    );
const text = fc.constantFrom('a', 'b', 'c');
const optional = (model: Record<string, fc.Arbitrary<any>>, ...requiredKeys: string[]) =>
  fc.record(model, { requiredKeys, noNullPrototype: true }) as fc.Arbitrary<JsonObject>;
const orNull = (value: fc.Arbitrary<any>) => fc.option(value, { nil: null, freq: 6 });
const orDeleted = (list: fc.Arbitrary<any[]>, key: string, name: string) =>
  fc.oneof(
    { arbitrary: list, weight: 3 },
    {
      arbitrary: list.map(rest => [
        ...rest.filter(element => element[key] !== name),
        { [key]: name, $patch: 'delete' },
      ]),
      weight: 1,
    },
    { arbitrary: list.map(rest => [{ $patch: 'replace' }, ...rest]), weight: 1 },
  );

const variables = listOf('name', ['A', 'B', 'C', 'D'], optional({ value: text }));
const containers = (env: fc.Arbitrary<any>, args: fc.Arbitrary<any>) =>
  listOf('name', ['one', 'two', 'three'], optional({ env, args, image: text }));
// What a patch replaces where there is nothing, kubectl leaves out, so the selector is always there.
const original = optional(
  {
    replicas: fc.nat(3),
    template: optional(
      {
        metadata: optional({
          labels: optional({ a: text, b: text }),
          finalizers: fc.uniqueArray(text),
        }),
        spec: optional(
          {
            containers: containers(variables, fc.array(text, { maxLength: 2 })),
            nodeSelector: optional({ a: text, b: text }),
            tolerations: fc.array(optional({ key: text }), { maxLength: 2 }),
            volumes: listOf('name', ['x', 'y'], fc.constant({ emptyDir: {} })),
          },
          'nodeSelector',
        ),
      },
      'spec',
    ),
  },
  'template',
);
const patch = optional({
  replicas: orNull(fc.nat(3)),
  template: optional({
    metadata: optional({
      labels: orNull(optional({ a: orNull(text), c: text })),
      // What one patch adds and removes, kubectl does in random order.
      finalizers: fc.uniqueArray(fc.constantFrom('b', 'c')),
      '$deleteFromPrimitiveList/finalizers': fc.constantFrom(['a'], ['a', 'd'], []),
    }),
    spec: optional({
      containers: orDeleted(
        containers(orDeleted(variables, 'name', 'B'), fc.array(text, { maxLength: 2 })),
        'name',
        'two',
      ),
      nodeSelector: fc.oneof(
        optional({ a: orNull(text), c: text }),
        optional({ a: text, c: text }).map(rest => ({ ...rest, $patch: 'replace' })),
        fc.constant({ $retainKeys: ['a'], a: 'b' }),
      ),
      tolerations: orNull(fc.array(optional({ key: text }), { maxLength: 2 })),
      volumes: orDeleted(
        listOf(
          'name',
          ['x', 'y', 'z'],
          fc.constant({ $retainKeys: ['name', 'hostPath'], hostPath: { path: '/p' } }),
        ),
        'name',
        'x',
      ),
    }),
  }),
});

/** In what a patch adds, kubectl leaves directives behind, which no API server takes. */
function withoutDirectives(value: JsonValue): JsonValue {
  if (Array.isArray(value)) {
    return value
      .filter(element => readProperty(element, '$patch') === undefined)
      .map(withoutDirectives);
  }
  return isJsonObject(value)
    ? Object.fromEntries(
        Object.entries(value)
          .filter(([key]) => !key.startsWith('$'))
          .map(([key, property]) => [key, withoutDirectives(property)]),
      )
    : value;
}

describe('strategicMerge, compared to kubectl', () => {
  if (!hasKubectl) {
    // Said in the list of tests, so that nobody takes a run without it for a run with it.
    // eslint-disable-next-line jest/no-disabled-tests, jest/expect-expect
    it.skip('needs kubectl on the PATH', () => {});
    return;
  }

  it('gives what Kubernetes makes of the same objects and patches', () => {
    fc.assert(
      fc.property(fc.array(original, { minLength: 20, maxLength: 20 }), patch, (specs, change) => {
        const objects = specs.map((spec, index) => ({
          apiVersion: 'apps/v1',
          kind: 'Deployment',
          metadata: { name: `d${index}` },
          spec,
        }));
        const expected = withoutDirectives(patchByKubectl(objects, 'strategic', { spec: change }));
        const strategies = MERGE_STRATEGIES['apps/v1/Deployment'];
        const merged = objects.map(object => strategicMerge(object, { spec: change }, strategies));
        expect(merged).toEqual(expected);
      }),
      { numRuns: 25 },
    );
  }, 60_000);
});
