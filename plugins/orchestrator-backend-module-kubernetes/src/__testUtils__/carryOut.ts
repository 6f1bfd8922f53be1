import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import {
  buildSnapshot,
  EMPTY_SET,
  plan,
  readManifests,
  resolveNode,
  resolveOutputs,
  type DriverDescriptor,
  type JsonSchema,
  type NodeFacts,
  type NodeId,
  type PlanContext,
  type PlanNode,
  type RegistrySnapshot,
} from '@tutti/planner';
import {
  formatProblem,
  isJsonObject,
  readProperty,
  readScore,
  secretValue,
  type JsonObject,
  type JsonValue,
  type Problem,
  type Workload,
} from '@tutti/score';
import { createDriverContext } from '@tutti/backstage-plugin-platform-orchestrator-node/testUtils';
import type { KubernetesObject } from '@tutti/kubernetes-manifests';
import { KubernetesManifestsDriver } from '../manifests/KubernetesManifestsDriver';
import { KubernetesWorkloadDriver } from '../workload/KubernetesWorkloadDriver';

const ours = [KubernetesManifestsDriver.create(), KubernetesWorkloadDriver.create()];

/** The root of the repository. */
export const project = resolve(__dirname, '../../../..');

/** The registry of all manifests below some folders, and the drivers that they name. */
export function registryOf(...folders: string[]): RegistrySnapshot {
  const read = folders.flatMap(folder =>
    readdirSync(join(project, folder), { recursive: true, encoding: 'utf8' })
      .filter(name => name.endsWith('.yaml'))
      .sort()
      .map(name =>
        readManifests(readFileSync(join(project, folder, name), 'utf8'), { source: name }),
      ),
  );
  return buildSnapshot(read.flatMap(({ manifests }) => manifests));
}

/**
 * Plans Score files for an empty environment and carries the plan out: with the drivers of this module, and with `static`
 * and the outputs that a type promises for the rest. Returns the objects of every node.
 *
 * @param scoreFiles - paths, relative to the root of the repository or absolute
 * @throws Error with every problem of the plan, or of what came of it.
 */
export async function carryOut(
  registry: RegistrySnapshot,
  scoreFiles: readonly string[],
  context: PlanContext,
  values: JsonObject,
): Promise<Record<string, readonly KubernetesObject[]>> {
  const workloads = scoreFiles.flatMap(file => {
    const images = { '*': 'registry.example/image:1.0.0' };
    const path = resolve(project, file);
    const { files } = readScore(readFileSync(path, 'utf8'), { source: file, images });
    return files.map(({ workload }) => withFiles(workload, dirname(path)));
  });
  const planned = plan({
    kind: 'deploy',
    base: EMPTY_SET,
    delta: {
      upsert: Object.fromEntries(workloads.map(each => [each.metadata.name, { workload: each }])),
      remove: [],
    },
    registry,
    drivers: descriptors(registry),
    pins: [],
    values,
    context,
    ledger: [],
  });
  assertNone([...planned.problems, ...planned.nodes.flatMap(({ problems }) => problems)]);

  const facts = new Map<NodeId, NodeFacts>();
  const objects: Record<string, readonly KubernetesObject[]> = {};
  for (const node of planned.nodes) {
    const resolved = resolveNode(node, each => facts.get(each)!, `uid-${node.node}`);
    assertNone(resolved.problems);
    const inputs = resolved.inputs as JsonObject;
    const params = resolved.params;
    const schema = registry.resourceTypes.find(({ name }) => name === node.type)?.outputs ?? {};
    const { outputs, manifests } = await apply({ ...node, inputs, params }, inputs, schema);
    facts.set(node.node, { outputs, params, workload: node.workload });
    objects[node.node] = manifests;
  }
  return objects;
}

/** The workload with the files that it names beside it, as a submission has them; what is not there gets a text. */
function withFiles(workload: Workload, folder: string): Workload {
  const copy = JSON.parse(JSON.stringify(workload)) as Workload;
  for (const file of Object.values(copy.containers).flatMap(({ files }) =>
    Object.values(files ?? {}),
  )) {
    if (file.source !== undefined) {
      const path = join(folder, file.source);
      file.content = existsSync(path) ? readFileSync(path, 'utf8') : `content of ${file.source}`;
      delete file.source;
    }
  }
  return copy;
}

async function apply(node: PlanNode, inputs: JsonObject, schema: JsonSchema) {
  const driver = ours.find(({ id }) => id === node.driver);
  if (!driver) {
    return { outputs: node.driver === 'static' ? inputs : standIns(schema), manifests: [] };
  }
  const context = createDriverContext<any, any>({
    inputs,
    params: isJsonObject(node.params) ? node.params : {},
    node: node.node,
    name: node.name,
    resource: { type: node.type, class: node.class, id: node.id },
  });
  const made = await driver.apply(context);
  const secrets = Object.keys(made.secretOutputs ?? {}).map(name => [
    name,
    secretValue([{ store: 'ledger', key: node.node, property: name }]),
  ]);
  const returned = { ...made.outputs, ...Object.fromEntries(secrets) };
  const { outputs, problems } = resolveOutputs(node, returned, schema);
  assertNone(problems);
  return { outputs, manifests: (made.manifests ?? []) as readonly KubernetesObject[] };
}

/** Outputs as a type promises them, of whatever driver. */
function standIns(schema: JsonSchema): JsonObject {
  const made: Record<string, JsonValue> = { integer: 1, number: 1, array: [], object: {} };
  return Object.fromEntries(
    Object.entries(isJsonObject(schema.properties) ? schema.properties : {}).map(([name, each]) => [
      name,
      readProperty(each, 'secret') === true
        ? secretValue([{ store: 'ledger', key: 'other', property: name }])
        : (made[String(readProperty(each, 'type'))] ?? `made-${name}`),
    ]),
  );
}

/** The drivers that definitions name: ours as they are, and of the others what a plan has to know. */
function descriptors(registry: RegistrySnapshot): DriverDescriptor[] {
  const named = new Set(registry.definitions.map(({ spec }) => spec.driver));
  return [...named].map(
    name =>
      ours.find(({ id }) => id === name) ?? {
        id: name,
        version: '1',
        inputs: { type: 'object' },
        secretInputs: 'reference',
        delivers: name === 'git-delivery',
        refersOnly: name === 'static',
      },
  );
}

function assertNone(problems: readonly Problem[]): void {
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) {
    throw new Error(errors.map(formatProblem).join('\n'));
  }
}
