import { appendPointer, formatProblem, isJsonObject } from '@tutti/score';
import type { JsonObject, JsonValue, Problem } from '@tutti/score';
import { corpora, corpusDrivers } from '../__testUtils__/mutations/corpus';
import type { Corpus } from '../__testUtils__/mutations/corpus';
import { changeAt, fromEntries, pointersOf, renameKey } from '../__testUtils__/mutations/paths';
import { parentOf } from '../__testUtils__/mutations/valueMutations';
import { writeYaml } from '../__testUtils__/mutations/writeYaml';
import { valueAt } from '../schema';
import { checkManifests } from './checkManifests';
import type { Manifest } from './Manifest';
import { readManifests } from './readManifests';

jest.setTimeout(120_000);

/** Mappings of manifests whose keys are all known, but for the names that people give. */
const CLOSED = [
  /^$/,
  /^\/metadata$/,
  /^\/spec$/,
  /^\/spec\/(deletion|lifetime|approvals|expect|request)$/,
  /^\/spec\/context$/,
  /^\/spec\/(dependencies|secrets|collect)\/[^/]+$/,
  /^\/spec\/(criteria|provisions)\/\d+$/,
];

interface Refused {
  problems: Problem[];
  lines: Map<string, number>;
}

/** What a registry says of a manifest whose value was changed, among all the others of its corpus. */
function refuse(corpus: Corpus, changed: Manifest, value: JsonValue): Refused {
  const { text, lines } = writeYaml(value);
  const { manifests, problems } = readManifests(text, { source: 'broken.yaml' });
  const others = corpus.manifests.filter(each => each !== changed);
  const checked = checkManifests([...others, ...manifests], { drivers: corpusDrivers });
  return { problems: [...problems, ...checked.problems], lines };
}

/** Expects one of the problems to be at a place, on its line, and to say something. */
function expectRefusal({ problems, lines }: Refused, pointer: string, says: RegExp): void {
  const shown = problems.map(formatProblem);
  const there = problems.filter(each => each.source === 'broken.yaml' && each.pointer === pointer);
  expect([pointer, shown]).toEqual([
    pointer,
    expect.arrayContaining([expect.stringMatching(says)]),
  ]);
  expect([pointer, shown, there.some(each => says.test(formatProblem(each)))]).toEqual([
    pointer,
    shown,
    true,
  ]);
  const line = lines.get(pointer) ?? lines.get(parentOf(pointer));
  expect([pointer, there.map(each => each.line)]).toEqual([pointer, there.map(() => line)]);
}

const all = corpora.flatMap(corpus => corpus.manifests.map(manifest => ({ corpus, manifest })));

/** As few manifests as hold every mapping with every key that there is in any of them. */
const various = (() => {
  const seen = new Set<string>();
  return all.filter(({ manifest }) => {
    const { value } = manifest.document;
    const keys = closedMappings(value).flatMap(at =>
      Object.keys(valueAt(value, at) as JsonObject).map(
        key =>
          `${manifest.kind} ${at.replace(/^(\/spec\/(dependencies|secrets|collect|criteria|provisions))\/.*/, '$1')} ${key}`,
      ),
    );
    const isNew = keys.some(each => !seen.has(each));
    keys.forEach(each => seen.add(each));
    return isNew;
  });
})();

function closedMappings(value: JsonValue): string[] {
  return pointersOf(value).filter(
    each => isJsonObject(valueAt(value, each)) && CLOSED.some(pattern => pattern.test(each)),
  );
}

test('an unknown key is refused wherever keys are known, with those that are', () => {
  for (const { corpus, manifest } of various) {
    const { value } = manifest.document;
    for (const at of closedMappings(value)) {
      const changed = changeAt(value, at, part =>
        fromEntries([['zzz', 'a'], ...Object.entries(part as JsonObject)]),
      );
      const pointer = appendPointer(at, 'zzz');
      expectRefusal(refuse(corpus, manifest, changed), pointer, /"zzz" is not known.*Known are: /);
    }
  }
});

test('a key with a slip of the pen is refused with the one that was meant', () => {
  for (const { corpus, manifest } of various) {
    const { value } = manifest.document;
    for (const at of closedMappings(value)) {
      const keys = Object.keys(valueAt(value, at) as JsonObject).filter(key => key.length > 4);
      for (const key of keys.filter(each => each !== 'apiVersion')) {
        const slip = `${key.slice(0, -2)}${key.at(-1)}${key.at(-2)}x`;
        const changed = changeAt(value, at, part => renameKey(part as JsonObject, key, slip));
        const pointer = appendPointer(at, slip);
        expectRefusal(
          refuse(corpus, manifest, changed),
          pointer,
          new RegExp(`Did you mean "${key}"\\?`),
        );
      }
    }
  }
});

test('a value of another type is refused at its line, with the type or the values it may have', () => {
  for (const { corpus, manifest } of various) {
    const { value } = manifest.document;
    for (const at of closedMappings(value).filter(each => each !== '/spec/expect')) {
      for (const key of Object.keys(valueAt(value, at) as JsonObject)) {
        const pointer = appendPointer(at, key);
        const wrong = typeof valueAt(value, pointer) === 'number' ? 'many' : 7;
        const changed = changeAt(value, pointer, () => wrong);
        expectRefusal(
          refuse(corpus, manifest, changed),
          pointer,
          /must be of type |must be one of |must be "|no manifest of kind|does not say its kind/,
        );
      }
    }
  }
});

test.each<[string, string | RegExp, RegExp]>([
  ['driver', '/spec/driver', /no driver "nowhere".*Known are: /],
  ['resource type', '/spec/type', /no resource type "nowhere".*Known are: /],
  [
    'type of a dependency',
    /^\/spec\/dependencies\/[^/]+\/type$/,
    /no resource type "nowhere".*Known are: /,
  ],
  [
    'type of a provision',
    /^\/spec\/provisions\/\d+\/type$/,
    /no resource type "nowhere".*Known are: /,
  ],
  ['type to collect', /^\/spec\/collect\/[^/]+\/type$/, /no resource type "nowhere".*Known are: /],
  [
    'environment type of a criterion',
    /^\/spec\/criteria\/\d+\/environmentType(\/\d+)?$/,
    /no environment type "nowhere".*Known are: /,
  ],
  [
    'environment type of a test',
    '/spec/context/environmentType',
    /no environment type "nowhere".*Known are: /,
  ],
  ['type of a test', '/spec/request/type', /no resource type "nowhere".*Known are: /],
  ['definition of a test', '/spec/expect/definition', /no definition "nowhere".*Known are: /],
  ['deletion rule', /^\/spec\/deletion\/on/, /must be one of "retain", "approve", "destroy"/],
  ['kind', '/kind', /no manifest of kind "nowhere".*Known are: .*ResourceDefinition/],
])('an unknown %s is refused with the known ones', (_what, where, says) => {
  let found = 0;
  for (const { corpus, manifest } of all) {
    const { value } = manifest.document;
    const pointers = pointersOf(value).filter(
      each =>
        typeof valueAt(value, each) === 'string' &&
        (typeof where === 'string' ? each === where : where.test(each)),
    );
    for (const pointer of pointers) {
      const changed = changeAt(value, pointer, () => 'nowhere');
      expectRefusal(refuse(corpus, manifest, changed), pointer, says);
      found += 1;
    }
  }
  expect(found).toBeGreaterThan(0);
});

test.each([
  ['resources.nowhere.host', /no dependency has the alias "nowhere"/],
  ['collected.nowhere', /nothing is collected under the name "nowhere"/],
  ['context.nowhere', /the context has no "nowhere" here.*Known are: application, /],
  ['context.constructor', /the context has no "constructor" here.*Known are: application, /],
  ['nowhere.a', /the root "nowhere" cannot be used here.*Known are: /],
  ['toString', /the root "toString" cannot be used here.*Known are: /],
])('a placeholder ${%s} is refused where it is written', (path, says) => {
  for (const { corpus, manifest } of all.filter(
    each => each.manifest.kind === 'ResourceDefinition',
  )) {
    const { value } = manifest.document;
    const pointers = pointersOf(value).filter(
      each =>
        /^\/spec\/inputs\//.test(each) &&
        typeof valueAt(value, each) === 'string' &&
        !/\/(template|script)$/.test(each),
    );
    for (const pointer of pointers.slice(0, 3)) {
      const changed = changeAt(value, pointer, () => `a \${${path}}`);
      expectRefusal(refuse(corpus, manifest, changed), pointer, says);
    }
  }
});

test('a second manifest of a name is refused, and each says where the other is', () => {
  for (const { corpus, manifest } of all) {
    const { manifests } = readManifests(`\n\n${writeYaml(manifest.document.value).text}`, {
      source: 'broken.yaml',
    });
    const { problems, bad } = checkManifests([...corpus.manifests, ...manifests], {
      drivers: corpusDrivers,
    });
    const twice = problems.filter(each => each.code === 'duplicate-name');
    expect(bad).toContain(`${manifest.kind}/${manifest.name}`);
    expect(twice.map(each => [each.source, each.line])).toEqual(
      expect.arrayContaining([
        ['broken.yaml', manifests[0].document.locate('/metadata/name').line],
        [manifest.document.source, manifest.document.locate('/metadata/name').line],
      ]),
    );
    expect(twice.find(each => each.source !== 'broken.yaml')?.message).toContain('broken.yaml:');
  }
});

test('criteria that another definition has are refused, and each says where the other is', () => {
  let found = 0;
  for (const { corpus, manifest } of all) {
    if (manifest.kind !== 'ResourceDefinition' || manifest.spec.criteria.length === 0) {
      continue;
    }
    const copy = changeAt(manifest.document.value, '/metadata/name', () => 'a-copy');
    const { text } = writeYaml(copy);
    const { manifests } = readManifests(text, { source: 'broken.yaml' });
    const { problems } = checkManifests([...corpus.manifests, ...manifests], {
      drivers: corpusDrivers,
    });
    const equal = problems.filter(each => each.code === 'equal-criteria');
    expect(new Set(equal.map(each => each.source)).size).toBe(2);
    expect(equal.map(each => each.message).join()).toContain(`definition ${manifest.name} (`);
    expect(equal.every(each => /^\/spec\/criteria\/\d+$/.test(each.pointer))).toBe(true);
    found += 1;
  }
  expect(found).toBeGreaterThan(20);
});

test('an input that the schema of the driver does not know, or a literal for a secret, is refused', () => {
  const found = { inputs: 0, literals: 0 };
  for (const { corpus, manifest } of all) {
    const driver =
      manifest.kind === 'ResourceDefinition' &&
      corpusDrivers.find(each => each.id === manifest.spec.driver);
    if (!driver || manifest.kind !== 'ResourceDefinition') {
      continue;
    }
    const { value } = manifest.document;
    const withInput = (name: string, input: JsonValue) =>
      changeAt(value, '/spec', spec => ({
        ...(spec as Record<string, JsonValue>),
        inputs: { ...(manifest.spec.inputs as JsonObject), [name]: input },
      }));
    if (driver.inputs.additionalProperties === false) {
      expectRefusal(
        refuse(corpus, manifest, withInput('zzz', 1)),
        '/spec/inputs/zzz',
        /Driver .* refuses the inputs: The key "zzz" is not known here.*Known are: /,
      );
      found.inputs += 1;
    }
    const properties = (driver.inputs.properties ?? {}) as Record<string, JsonObject>;
    for (const [name] of Object.entries(properties).filter(([, each]) => each.secret === true)) {
      expectRefusal(
        refuse(corpus, manifest, withInput(name, 'hunter2')),
        `/spec/inputs/${name}`,
        /is a secret and must not be written into a manifest.*Write secrets: /,
      );
      found.literals += 1;
    }
  }
  expect(Math.min(found.inputs, found.literals)).toBeGreaterThan(5);
});

test('a message shows little of a text without end, and nothing of it steers a terminal', () => {
  const head = 'apiVersion: tutti.dev/v1alpha1\nmetadata: { name: a }\n';
  const long = 'x'.repeat(100_000);
  for (const text of [
    `${head}kind: ${long}\n`,
    `${head}kind: ResourceDefinition\nspec: { type: ${long}, driver: ${long} }\n`,
    `${head}kind: ResourceDefinition\nspec: { type: a, driver: b, criteria: [{ environmentType: ${long} }] }\n`,
    `${head}kind: ResourceDefinition\nspec: { type: a, driver: b, inputs: { a: "\${${long}}" } }\n`,
    `${head}kind: ResourceDefinition\nspec: { type: a, driver: "\\e[31m\\u202e\\n", "\\e[2J": 1 }\n`,
  ]) {
    const { manifests, problems } = readManifests(text, { source: 'm' });
    const checked = checkManifests(manifests, { drivers: corpusDrivers });
    const shown = [...problems, ...checked.problems].map(formatProblem);
    expect(shown.length).toBeGreaterThan(0);
    expect(shown.filter(each => each.length > 3_000)).toEqual([]);
    // eslint-disable-next-line no-control-regex
    expect(shown.join('')).not.toMatch(/[\0-\x1f\u202e]/);
  }
});
