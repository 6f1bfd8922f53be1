import fs from 'node:fs';
import path from 'node:path';
import { formatProblem, readScore } from '@tutti/score';
import type { Workload } from '@tutti/score';
import { EMPTY_SET, buildSnapshot, checkManifests, plan, planHasErrors } from '@tutti/planner';
import { readDrivers } from './drivers/readDrivers';
import { readManifestFiles } from './files/readManifestFiles';
import { root, runTutti } from './__testUtils__/runTutti';

jest.setTimeout(60_000);

const shipped = path.join(root, 'plugins/orchestrator-backend/manifests');
const { manifests } = readManifestFiles([shipped]);
const drivers = readDrivers();
const types = manifests.flatMap(each => (each.kind === 'ResourceType' ? each.spec : []));
const examples = types.flatMap(type =>
  (type.examples ?? []).map(({ score }) => ({ type: type.name, score })),
);

/** Its image has a licence that somebody has to accept, so nothing in the starter pack makes it. */
const WITHOUT_DEFINITION = ['mssql'];

test('the resource types that ship hold together without the starter pack', () => {
  const alone = readManifestFiles([path.join(shipped, 'resource-types')]);
  const { problems } = checkManifests(alone.manifests, { drivers });
  expect([...alone.problems, ...problems].map(formatProblem)).toEqual([]);
});

test('the starter pack is what a registry would take, and passes its own tests', async () => {
  const run = await runTutti(['definition', 'test', shipped]);
  expect(run).toMatchObject({ code: 0 });
});

test('types without a definition in the starter pack have one to complete, which a registry would take', async () => {
  const templates = path.join(root, 'docs/reference/definition-templates');
  const bare = types
    .map(type => type.name)
    .filter(
      type =>
        !manifests.some(each => each.kind === 'ResourceDefinition' && each.spec.type === type),
    );
  expect(fs.readdirSync(templates).sort()).toEqual(bare.sort().map(type => `${type}.yaml`));
  const run = await runTutti(['definition', 'lint', shipped, templates]);
  expect(run).toMatchObject({ code: 0, stdout: '' });
});

test('every type that a Score file may ask for has a title, a description and an example', () => {
  const bare = types
    .filter(type => type.use === 'direct')
    .filter(type => !type.title || !type.description || !type.examples?.length)
    .map(type => type.name);
  expect(bare).toEqual([]);
});

test('every output that is a key or a password is a secret', () => {
  const clear = types.flatMap(type =>
    Object.entries((type.outputs.properties ?? {}) as Record<string, { secret?: boolean }>)
      .filter(([name, output]) => /password|secret|key|connection/.test(name) && !output.secret)
      .map(([name]) => `${type.name}.${name}`),
  );
  // The name of a configured server, not the way in.
  expect(clear).toEqual(['postgres-server.connection']);
});

describe('in a new installation', () => {
  const registry = buildSnapshot(manifests);

  test.each(examples)('the example of $type is planned without an error', ({ type, score }) => {
    const { files, problems } = readScore(score, { source: `${type}.yaml` });
    expect(problems.map(formatProblem)).toEqual([]);
    const workload = files[0].workload;
    const planned = plan({
      kind: 'deploy',
      base: EMPTY_SET,
      delta: { upsert: entries([workload, ...targetsOf(workload)]), remove: [] },
      registry,
      drivers,
      pins: [],
      values: {},
      context: {
        application: { id: 'shop', labels: {} },
        environment: { uid: 'e1', id: 'dev', type: 'development', labels: {} },
      },
      ledger: [],
    });
    expect(planHasErrors(planned)).toBe(WITHOUT_DEFINITION.includes(type));
    expect(planned.nodes.some(node => node.type === type)).toBe(true);
  });
});

test('the reference page names every type', () => {
  const page = fs.readFileSync(path.join(root, 'docs/reference/resource-types.md'), 'utf8');
  expect(types.filter(type => !page.includes(`# ${type.name}\n`)).map(type => type.name)).toEqual(
    [],
  );
});

/** The workloads that an example refers to, with the ports that examples name. */
function targetsOf(workload: Workload): Workload[] {
  const names = Object.values(workload.resources ?? {}).flatMap(({ params }) =>
    typeof params?.workload === 'string' ? params.workload : [],
  );
  return names.map(name => ({
    apiVersion: 'score.dev/v1b1',
    metadata: { name },
    service: { ports: { http: { port: 8080 }, internal: { port: 9090 } } },
    containers: { main: { image: 'shop:1' } },
  }));
}

function entries(workloads: Workload[]) {
  return Object.fromEntries(workloads.map(workload => [workload.metadata.name, { workload }]));
}
