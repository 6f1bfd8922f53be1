import type { JsonObject } from '@tutti/score';
import fc from 'fast-check';
import { MERGE_STRATEGIES } from './mergeStrategies';
import { strategicMerge } from './strategicMerge';

const DEPLOYMENT = MERGE_STRATEGIES['apps/v1/Deployment'];
const pod = (spec: JsonObject): JsonObject => ({ spec: { template: { spec } } });
const merge = (original: JsonObject, patch: JsonObject) =>
  (strategicMerge(pod(original), pod(patch), DEPLOYMENT) as any).spec.template.spec;

describe('strategicMerge', () => {
  it.each<[string, JsonObject, JsonObject, JsonObject]>([
    [
      'merges objects key by key, and null removes',
      { nodeSelector: { a: '1', b: '2' } },
      { nodeSelector: { a: null, c: '3', d: null } },
      { nodeSelector: { b: '2', c: '3' } },
    ],
    [
      'merges elements by their key, and puts new ones first',
      { containers: [{ name: 'a', image: '1' }, { name: 'b' }] },
      { containers: [{ name: 'c' }, { name: 'a', tty: true }] },
      { containers: [{ name: 'c' }, { name: 'a', image: '1', tty: true }, { name: 'b' }] },
    ],
    [
      'removes elements',
      { volumes: [{ name: 'a' }, { name: 'b' }] },
      { volumes: [{ name: 'a', $patch: 'delete' }] },
      { volumes: [{ name: 'b' }] },
    ],
    [
      'replaces a merged list',
      { volumes: [{ name: 'a' }] },
      { volumes: [{ $patch: 'replace' }, { name: 'b' }] },
      { volumes: [{ name: 'b' }] },
    ],
    [
      'replaces lists that have no key',
      { tolerations: [{ key: 'a' }] },
      { tolerations: [{ key: 'b' }] },
      { tolerations: [{ key: 'b' }] },
    ],
    [
      'replaces an object',
      { nodeSelector: { a: '1' } },
      { nodeSelector: { $patch: 'replace', b: '2' } },
      { nodeSelector: { b: '2' } },
    ],
    [
      'empties an object',
      { nodeSelector: { a: '1' } },
      { nodeSelector: { $patch: 'delete' } },
      { nodeSelector: {} },
    ],
    [
      'turns one kind of volume into another',
      { volumes: [{ name: 'a', emptyDir: {} }] },
      { volumes: [{ name: 'a', $retainKeys: ['name', 'hostPath'], hostPath: { path: '/x' } }] },
      { volumes: [{ name: 'a', hostPath: { path: '/x' } }] },
    ],
    [
      'orders a list',
      { initContainers: [{ name: 'a' }, { name: 'b' }] },
      {
        initContainers: [{ name: 'c' }],
        '$setElementOrder/initContainers': [{ name: 'b' }, { name: 'c' }, { name: 'a' }],
      },
      { initContainers: [{ name: 'b' }, { name: 'c' }, { name: 'a' }] },
    ],
    [
      'leaves no directive and no null in what it adds',
      {},
      { affinity: { $patch: 'replace', a: null, b: [{ $patch: 'delete' }, { c: null, d: 1 }] } },
      { affinity: { b: [{ d: 1 }] } },
    ],
  ])('%s', (_, original, patch, expected) => {
    expect(merge(original, patch)).toEqual(expected);
  });

  it('adds to and takes from lists of texts', () => {
    const patch = {
      metadata: { finalizers: ['c'], '$deleteFromPrimitiveList/finalizers': ['a'] },
    };
    expect(strategicMerge({ metadata: { finalizers: ['a', 'b'] } }, patch, DEPLOYMENT)).toEqual({
      metadata: { finalizers: ['c', 'b'] },
    });
  });

  it('replaces the selector of a PodDisruptionBudget, which says which pods and not what to add', () => {
    const strategies = MERGE_STRATEGIES['policy/v1/PodDisruptionBudget'];
    expect(
      strategicMerge(
        { spec: { selector: { matchLabels: { a: '1' } } } },
        { spec: { selector: { matchLabels: { b: '2' } } } },
        strategies,
      ),
    ).toEqual({ spec: { selector: { matchLabels: { b: '2' } } } });
  });

  it.each<[JsonObject, string]>([
    [{ $retainKeys: 'a' }, '/$retainKeys has to be a list of keys'],
    [{ $retainKeys: ['a'], b: 1 }, '/$retainKeys lacks "b", which the patch sets'],
    [{ list: ['c'], '$setElementOrder/list': 'c' }, '/$setElementOrder~1list has to be a list'],
  ])('refuses %p', (patch, message) => {
    expect(() => strategicMerge({ list: ['a'] }, patch)).toThrow(message);
  });

  it('refuses to replace a list by an element that means to be merged', () => {
    expect(() =>
      merge({ volumes: [{ name: 'a' }] }, { volumes: [{ name: 'a', $patch: 'replace' }] }),
    ).toThrow('/spec/template/spec/volumes/0 replaces the whole list');
  });

  it('changes nothing by an empty patch, the same by applying one twice, and never its arguments', () => {
    const object = fc
      .dictionary(
        fc.constantFrom('a', 'b', '__proto__', 'constructor'),
        fc.jsonValue({ maxDepth: 2 }),
        { noNullPrototype: true },
      )
      .filter(value => !JSON.stringify(value).includes('"$')) as fc.Arbitrary<JsonObject>;
    fc.assert(
      fc.property(object, object, (original, patch) => {
        const before = JSON.stringify([original, patch]);
        const once = strategicMerge(original, patch);
        expect(strategicMerge(once, patch)).toEqual(once);
        expect(strategicMerge(original, {})).toEqual(original);
        expect(JSON.stringify([original, patch])).toBe(before);
      }),
    );
  });
});
