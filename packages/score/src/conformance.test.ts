/** @jest-environment node */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  checkWorkload,
  collectResourceRequests,
  hasErrors,
  mergeOverrides,
  orderResourceRequests,
  OverrideError,
  parseDotPath,
  parseResourceUid,
  privateResourceId,
  readScore,
  resolveText,
  resourceUid,
  scoreLookup,
  splitPlaceholderPath,
  upgradeWorkload,
  writeOverridePath,
  type JsonObject,
  type JsonValue,
  type Problem,
  type Workload,
} from './index';

const projectRoot = resolve(__dirname, '../../..');
const folder = resolve(
  projectRoot,
  process.env.TUTTI_CONFORMANCE ?? '../shared/conformance',
  'score',
);

/**
 * Where this package differs from the reference implementation on purpose. The README repeats this
 * table with the reasons.
 */
const deviations: Record<string, string> = {
  'custom-00': 'A lookup is a required argument; there is no substituter without one.',
  'custom-01': 'How `$$` is unescaped is part of the grammar and cannot be replaced.',
};

describe('the conformance cases of the Score projects', () => {
  if (!existsSync(folder)) {
    // Said in the list of tests, so that nobody takes a run without the cases for a run with them.
    // eslint-disable-next-line jest/no-disabled-tests, jest/expect-expect
    it.skip(`are not at ${folder}: name their folder in TUTTI_CONFORMANCE`, () => {});
    return;
  }

  describe('samples', () => {
    const { files } = read<{ files: Sample[] }>('samples/index.json');

    it.each(files.map(file => [file.path, file] as const))('%s', (path, sample) => {
      const text = readFileSync(join(folder, 'samples', path), 'utf8');
      const { schema } = sample;
      const beyondSchema = schema.loaderValidateErrors ?? [];

      const strict = readScore(text, { source: path });
      const lenient = readScore(text, { source: path, strict: false });

      const isUpgraded = schema.upgradeChanges.length > 0;
      const passesStrict = isUpgraded ? schema.scoreGoAfterUpgrade : schema.specHead;
      expect(hasErrors(strict.problems)).toBe(!passesStrict || beyondSchema.length > 0);
      expect(hasErrors(lenient.problems)).toBe(
        !schema.scoreGoAfterUpgrade || beyondSchema.length > 0,
      );
      expect(strict.files).toHaveLength(hasErrors(strict.problems) ? 0 : 1);
      for (const { changes } of strict.files) {
        expect(changes).toEqual(schema.upgradeChanges);
      }
      for (const message of [...beyondSchema, ...expectedMessages(sample)]) {
        expect(describeProblems(strict.problems)).toContain(message);
      }
      for (const problem of strict.problems) {
        expect(problem.line).toBeGreaterThan(0);
      }
    });
  });

  describe('placeholders', () => {
    const { cases } = read<{ cases: SubstitutionCase[] }>('substitution.json');

    it.each(
      cases
        .filter(({ id }) => !(id in deviations))
        .map(example => [`${example.id} ${example.input}`, example] as const),
    )('%s', (_, example) => {
      const lookup = lookupOf(example.vars);
      const resolved =
        example.fn === 'resolveRef'
          ? resolveText(`\${${example.input}}`, lookup)
          : resolveText(example.input, lookup);
      const messages = resolved.errors.map(error => error.message);
      expect(
        messages.length > 0 ? { error: messages.join('\n') } : { expected: resolved.value },
      ).toEqual(
        example.error === undefined ? { expected: example.expected } : { error: example.error },
      );
    });
  });

  describe('semantics', () => {
    const semantics = read<Semantics>('semantics.json');
    const casesOf = <Key extends keyof Semantics>(key: Key) =>
      semantics[key].cases.map(
        (example, index) =>
          [`${index} ${'name' in example ? example.name : ''}`, example] as [
            string,
            Semantics[Key]['cases'][number],
          ],
      );

    it.each(casesOf('resourceUid'))('resource identity %s', (_, example) => {
      const uid = resourceUid({
        type: example.type,
        class: example.class ?? undefined,
        id: example.id ?? privateResourceId(example.workload, example.resName),
      });
      expect(uid).toBe(example.uid);
      expect(parseResourceUid(uid)).toEqual({
        type: example.uidType,
        class: example.uidClass,
        id: example.uidId,
      });
    });

    const failing = <T extends { error?: string }>([, example]: [string, T]) =>
      example.error !== undefined;
    const passing = <T extends { error?: string }>([, example]: [string, T]) =>
      example.error === undefined;

    it.each(casesOf('primeResources').filter(passing))('merging of resources %s', (_, example) => {
      const { requests, problems } = collectResourceRequests(byName(example.workloads));
      expect(problems).toEqual([]);
      expect(requests.map(request => request.uid)).toEqual(Object.keys(example.expected!).sort());
      for (const { sourceWorkload, ...request } of requests) {
        expect({ ...request, source_workload: sourceWorkload }).toMatchObject(
          example.expected![request.uid],
        );
      }
    });

    it.each(casesOf('primeResources').filter(failing))('conflict of resources %s', (_, example) => {
      const { problems } = collectResourceRequests(byName(example.workloads));
      expect(describeProblems(problems)).toContain(example.error);
    });

    it.each(casesOf('sortResources').filter(passing))('order of resources %s', (_, example) => {
      const workloads = byName([example.workload]);
      const { requests } = collectResourceRequests(workloads);
      const { layers, problems } = orderResourceRequests(requests, workloads);
      expect(problems).toEqual([]);
      expect(layers.flat()).toEqual(example.expected);
    });

    it.each(casesOf('sortResources').filter(failing))('no order of resources %s', (_, example) => {
      const workloads = byName([example.workload]);
      const { requests } = collectResourceRequests(workloads);
      const { problems } = orderResourceRequests(requests, workloads);
      expect(describeProblems(problems)).toContain(example.error);
    });

    it.each(casesOf('semanticValidate'))('checks beyond the schema %s', (_, example) => {
      const findings = checkWorkload(example.workload);
      const text = findings.map(finding => finding.message).join('\n');
      for (const message of example.errorContains) {
        expect(text).toContain(message);
      }
      expect(findings.length).toBeGreaterThanOrEqual(example.errorContains.length);
      expect(findings.length > 0).toBe(example.errorContains.length > 0);
    });

    it.each(casesOf('upgradeTransforms'))('upgrades %s', (_, example) => {
      const { value, changes, findings } = upgradeWorkload(example.input);
      expect(value).toEqual(example.output);
      expect(changes).toEqual(example.changes);
      expect(findings).toEqual([]);
    });

    const write = (example: Semantics['overridePath']['cases'][number]) =>
      writeOverridePath(example.spec, example.path, example.delete ? undefined : example.value);

    it.each(casesOf('overridePath').filter(passing))('override by path: %s', (_, example) => {
      expect(write(example)).toEqual(example.expected);
    });

    it.each(casesOf('overridePath').filter(failing))('no override by path: %s', (_, example) => {
      expect(() => write(example)).toThrow(new OverrideError(example.error!));
    });

    it.each(casesOf('overrideMerge'))('override by merging %s', (_, example) => {
      expect(mergeOverrides(example.input, example.overrides)).toEqual(example.expected);
    });

    it.each(casesOf('parseDotPath'))('path of an override %s', (_, example) => {
      expect(parseDotPath(example.input)).toEqual(example.expected);
    });
  });
});

interface Sample {
  path: string;
  errorContains?: string | null;
  schema: {
    specHead: boolean;
    scoreGoAfterUpgrade: boolean;
    upgradeChanges: string[];
    loaderValidateErrors?: string[];
  };
}

interface SubstitutionCase {
  id: string;
  fn: string;
  input: string;
  vars: {
    metadata?: JsonObject;
    resources?: Record<string, { outputs: JsonObject; self?: string }>;
  };
  expected?: string;
  error?: string;
}

interface Cases<T> {
  cases: T[];
}

interface Semantics {
  resourceUid: Cases<{
    workload: string;
    resName: string;
    type: string;
    class: string | null;
    id: string | null;
    uid: string;
    uidType: string;
    uidClass: string;
    uidId: string;
  }>;
  primeResources: Cases<{
    name: string;
    workloads: Workload[];
    expected?: Record<string, JsonObject>;
    error?: string;
  }>;
  sortResources: Cases<{
    name: string;
    workload: Workload;
    expected?: string[];
    error?: string;
  }>;
  semanticValidate: Cases<{ name: string; workload: JsonValue; errorContains: string[] }>;
  upgradeTransforms: Cases<{ input: JsonValue; output: JsonValue; changes: string[] }>;
  overridePath: Cases<{
    name: string;
    spec: JsonObject;
    path: string[];
    value?: JsonValue;
    delete?: boolean;
    expected?: JsonObject;
    error?: string;
  }>;
  overrideMerge: Cases<{ input: JsonObject; overrides: JsonObject; expected: JsonObject }>;
  parseDotPath: Cases<{ input: string; expected: string[] }>;
}

function read<T>(path: string): T {
  return JSON.parse(readFileSync(join(folder, path), 'utf8')) as T;
}

/** The reference's words for a missing property, in ours; everything else is a JSON pointer. */
function expectedMessages({ errorContains }: Sample): string[] {
  const missing = /^missing properties: '(.*)'$/.exec(errorContains ?? '');
  if (missing) {
    return [`The property "${missing[1]}" is missing.`];
  }
  return errorContains ? [errorContains] : [];
}

function describeProblems(problems: Problem[]): string {
  return problems.map(problem => `${problem.pointer}: ${problem.message}`).join('\n');
}

function byName(workloads: Workload[]): Record<string, Workload> {
  return Object.fromEntries(workloads.map(workload => [workload.metadata.name, workload]));
}

/** `self` is what a resource without further keys stands for, as in the source of a volume. */
function lookupOf({ metadata = {}, resources = {} }: SubstitutionCase['vars']) {
  const outputs = Object.entries(resources).map(([name, resource]) => [name, resource.outputs]);
  const lookup = scoreLookup({ metadata, resources: Object.fromEntries(outputs) });
  return (path: readonly string[], raw: string): JsonValue => {
    const self = path[0] === 'resources' && path.length === 2 && resources[path[1]]?.self;
    return self || lookup(splitPlaceholderPath(raw), raw);
  };
}
