import fs from 'node:fs';
import path from 'node:path';
import { findReferences, hasErrors, isJsonObject, readProperty, readScore } from '@tutti/score';
import type { JsonObject, JsonValue, Workload } from '@tutti/score';
import { EMPTY_SET, buildSnapshot, plan } from '@tutti/planner';
import type { Plan } from '@tutti/planner';
import { readDrivers } from './drivers/readDrivers';
import { readManifestFiles } from './files/readManifestFiles';
import { root } from './__testUtils__/runTutti';

/** Where the Score files of the public projects are, which are not part of this repository. */
const conformance = path.resolve(
  root,
  process.env.TUTTI_CONFORMANCE ?? '../shared/conformance',
  'score/samples',
);
const shipped = path.join(root, 'plugins/orchestrator-backend/manifests');
const { manifests } = readManifestFiles([shipped]);
const registry = buildSnapshot(manifests);
const drivers = readDrivers();

function planOf(workloads: Workload[], values: JsonObject = {}): Plan {
  return plan({
    kind: 'deploy',
    base: EMPTY_SET,
    delta: {
      upsert: Object.fromEntries(workloads.map(workload => [workload.metadata.name, { workload }])),
      remove: [],
    },
    registry,
    drivers,
    pins: [],
    values,
    context: {
      application: { id: 'shop', labels: {} },
      environment: { uid: 'e1', id: 'dev', type: 'development', labels: {} },
    },
    ledger: [],
  });
}

/** What stands in a way that no starter pack can clear, each with the reason why. */
const REASONS: Record<string, RegExp> = {
  'A class other than default is what one company means by it, so it needs a definition of that company.':
    /No definition makes (dns|postgres|volume) of class (sensitive|external|large) /,
  'The file names a type that only its own test suite knows.':
    /There is no resource type (Resource-One|Resource-Two|Type-Three)\./,
  'Extensions are a list here; settings of an extension are the business of the definition.':
    /params\/extensions .* must be of type array/,
};

/** Shared values that the files ask for by names of their own; somebody has to give them. */
const VALUES: JsonObject = { APP_CONFIG: '{}', CHECKOUT_ENABLED: true };

function readFiles(folder: string): { name: string; workloads: Workload[] }[] {
  return fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(name => /\.(ya?ml|json)$/.test(name))
    .sort()
    .flatMap(name => {
      const text = fs.readFileSync(path.join(folder, name), 'utf8');
      const images = { '*': 'registry.example/image:1.0.0' };
      const { files, problems } = readScore(text, { source: name, images });
      const isScore = files.length > 0 && !hasErrors(problems);
      return isScore ? [{ name, workloads: files.map(each => each.workload) }] : [];
    });
}

function errorsOf(planned: Plan): string[] {
  return [...planned.problems, ...planned.nodes.flatMap(node => node.problems)]
    .filter(problem => problem.severity === 'error')
    .map(({ pointer, message }) => `${pointer} ${message}`);
}

/** The names of `${resources.<key>.<name>}` where the resource is of type `environment`. */
function valuesReadBy(workload: Workload): string[] {
  return findReferences(workload as unknown as JsonValue)
    .filter(
      ({ path: [base, key] }) => base === 'resources' && typeOf(workload, key) === 'environment',
    )
    .flatMap(({ path: [, , name] }) => name ?? []);
}

function typeOf(workload: Workload, key: string): string | undefined {
  return Object.entries(workload.resources ?? {}).find(([name]) => name === key)?.[1].type;
}

/** The variables that containers of what the starter pack makes would get. */
function variablesIn(value: JsonValue): JsonValue[] {
  if (Array.isArray(value)) {
    return value.flatMap(variablesIn);
  }
  return isJsonObject(value)
    ? Object.entries(value).flatMap(([key, item]) =>
        key === 'env' && Array.isArray(item)
          ? item.map(each => readProperty(each, 'value') ?? '')
          : variablesIn(item),
      )
    : [];
}

function workloadWith(resources: Workload['resources']): Workload {
  return {
    apiVersion: 'score.dev/v1b1',
    metadata: { name: 'web' },
    containers: { main: { image: 'web:1' } },
    resources,
  };
}

describe('on the first day', () => {
  test('the sample shop is deployed with the starter pack alone', () => {
    const workloads = readFiles(path.join(root, 'examples/shop')).flatMap(each => each.workloads);
    const planned = planOf(workloads, VALUES);
    expect(workloads).toHaveLength(5);
    expect(errorsOf(planned)).toEqual([]);
    expect(planned.nodes.filter(node => node.action !== 'create')).toEqual([]);
  });

  test('a database gets the extensions that are asked for, and its server notices a new one', () => {
    const databaseWith = (extensions: string[]) =>
      planOf([workloadWith({ db: { type: 'postgres', params: { extensions } } })]);
    const [plain, more] = [databaseWith([]), databaseWith(['pg_trgm', 'uuid-ossp'])].map(planned =>
      JSON.stringify(planned.nodes.find(node => node.type === 'postgres')?.inputs),
    );
    expect(more).toContain(JSON.stringify('["pg_trgm","uuid-ossp"] '));
    expect(plain).not.toEqual(more);
    expect(errorsOf(databaseWith(['x"; DROP DATABASE app']))).toEqual([
      expect.stringContaining('/resources/db/params/extensions/0'),
    ]);
  });

  test('what the pack makes has texts for variables, as Kubernetes wants them', () => {
    const types = ['postgres', 'kafka-topic', 's3', 'mysql', 'mongodb', 'elasticsearch', 'amqp'];
    const model = { type: 'llm-model', params: { model: 'qwen3:0.6b' } };
    const planned = planOf([
      workloadWith({ ...Object.fromEntries(types.map(type => [type, { type }])), model }),
    ]);
    expect(errorsOf(planned)).toEqual([]);
    const variables = planned.nodes.flatMap(node => variablesIn(node.inputs));
    expect(variables.length).toBeGreaterThan(20);
    expect(variables.filter(value => typeof value !== 'string')).toEqual([]);
  });

  if (!fs.existsSync(conformance)) {
    // Said in the list of tests, so that nobody takes a run without the examples for a run with them.
    // eslint-disable-next-line jest/no-disabled-tests, jest/expect-expect
    test.skip(`public examples are not at ${conformance}: name their folder in TUTTI_CONFORMANCE`, () => {});
    return;
  }

  const examples = readFiles(conformance);
  const told = new Set<string>();

  test.each(examples)('$name is planned, or one sentence says why not', ({ workloads }) => {
    const known = [...Object.keys(VALUES), 'LOG_LEVEL'];
    expect(workloads.flatMap(valuesReadBy).filter(name => !known.includes(name))).toEqual([]);
    const unexplained = errorsOf(planOf(workloads, VALUES)).filter(error => {
      const reason = Object.keys(REASONS).find(each => REASONS[each].test(error));
      if (reason !== undefined) {
        told.add(reason);
      }
      return reason === undefined;
    });
    expect(unexplained).toEqual([]);
  });

  test('every reason is still one, and the plain examples need none', () => {
    expect([...told].sort()).toEqual(Object.keys(REASONS).sort());
    const plain = examples.filter(({ name }) => name.startsWith('examples/'));
    expect(plain.length).toBeGreaterThan(10);
    expect(plain.flatMap(({ workloads }) => errorsOf(planOf(workloads)))).toEqual([]);
  });
});
