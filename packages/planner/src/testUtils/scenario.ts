import { readScore, formatProblem } from '@tutti/score';
import type { JsonObject } from '@tutti/score';
import { EMPTY_SET } from '../model';
import type {
  DeploymentDelta,
  DriverDescriptor,
  LedgerRow,
  NodeId,
  Plan,
  PlanArguments,
  PlanNode,
  RegistrySnapshot,
  WorkloadEntry,
} from '../model';
import { resolveNode } from '../graph';
import type { NodeFacts } from '../graph';
import { plan } from '../plan';
import { buildSnapshot, readManifests } from '../read';

/** The drivers that the tests know. */
export const drivers: DriverDescriptor[] = [
  { id: 'static', version: '1', inputs: { type: 'object' }, refersOnly: true },
  {
    id: 'database',
    version: '1',
    inputs: {
      type: 'object',
      required: ['database'],
      properties: {
        server: { type: 'object' },
        database: { type: 'string', identity: true },
        size: { type: 'integer' },
        password: { type: 'string', secret: true },
        script: { type: 'string', verbatim: true },
      },
    },
  },
  { id: 'terraform', version: '1', inputs: { type: 'object' }, adopts: true },
  {
    id: 'workload',
    version: '1',
    inputs: { type: 'object' },
    secretInputs: 'reference',
    producesManifests: true,
  },
  { id: 'manifests', version: '1', inputs: { type: 'object' }, producesManifests: true },
  { id: 'delivery', version: '1', inputs: { type: 'object' }, delivers: true },
];

/** Cluster, namespace, delivery and profile, so that workloads can be planned. */
export const platform = `
${definition('cluster', 'type: k8s-cluster\n  driver: static\n  inputs: { store: main }')}
${definition('namespace', 'type: k8s-namespace\n  driver: static\n  inputs: { name: "${context.application.id}-${context.environment.id}" }')}
${definition('delivery', 'type: k8s-delivery\n  driver: delivery\n  inputs: { store: "${resources.cluster.store}" }')}
${definition('profile', 'type: workload\n  driver: workload\n  dependencies: { cluster: { type: k8s-cluster }, namespace: { type: k8s-namespace } }\n  inputs: { namespace: "${resources.namespace.name}" }')}
`;

/** A manifest of kind `ResourceDefinition` that fits everywhere unless its spec has criteria. */
export function definition(name: string, spec: string): string {
  const criteria = spec.includes('criteria:') ? '' : '\n  criteria: [{}]';
  return manifest('ResourceDefinition', name, spec + criteria);
}

/** A manifest of any kind. */
export function manifest(kind: string, name: string, spec: string): string {
  return `---
apiVersion: tutti.dev/v1alpha1
kind: ${kind}
metadata: { name: ${name} }
spec:
  ${spec}
`;
}

/** The registry of manifests in YAML; throws with all problems when there are any. */
export function registryOf(...texts: string[]): RegistrySnapshot {
  const { manifests, problems } = readManifests(texts.join('\n'), { source: 'test.yaml' });
  if (problems.length > 0) {
    throw new Error(problems.map(formatProblem).join('\n'));
  }
  return buildSnapshot(manifests);
}

/** A workload from the parts of a Score file after the metadata; without containers one is added. */
export function workload(
  name: string,
  rest = '',
  options: { path?: string; annotations?: Record<string, string> } = {},
): WorkloadEntry {
  const metadata = { name, annotations: options.annotations ?? {} };
  const text = `
apiVersion: score.dev/v1b1
metadata: ${JSON.stringify(metadata)}
${rest.includes('containers:') ? '' : 'containers: { main: { image: "app:1" } }'}
${rest}
`;
  const { files, problems } = readScore(text, { source: `${name}.yaml` });
  if (files.length !== 1) {
    throw new Error(problems.map(formatProblem).join('\n'));
  }
  return {
    workload: files[0].workload,
    ...(options.path && { source: { repository: 'git', path: options.path } }),
  };
}

/** Plan arguments for a deployment of some workloads into an empty environment of type development. */
export function argumentsFor(
  registry: RegistrySnapshot,
  workloads: WorkloadEntry[],
  rest: Partial<PlanArguments> = {},
): PlanArguments {
  return {
    kind: 'deploy',
    base: EMPTY_SET,
    delta: deltaOf(workloads),
    registry,
    drivers,
    pins: [],
    values: {},
    context: {
      application: { id: 'shop', labels: {} },
      environment: { uid: 'e1', id: 'dev', type: 'development', labels: {} },
    },
    ledger: [],
    ...rest,
  };
}

/** What a driver would return, in tests: the inputs, and what definitions in tests rely on. */
export type Outputs = (node: PlanNode) => JsonObject;

/** The ledger after a plan was carried out: every node in scope as the plan says, resolved with real outputs. */
export function ledgerAfter(
  result: Plan,
  ledger: LedgerRow[],
  outputs: Outputs = made,
): LedgerRow[] {
  const rows = new Map(ledger.map(row => [row.uid, row]));
  const factsOf = (id: NodeId): NodeFacts => {
    const row = [...rows.values()].find(each => each.node === id && each.role === 'current');
    const owner = result.nodes.find(each => each.node === id)?.workload;
    return row ? { outputs: row.outputs, params: row.params, workload: owner } : { params: {} };
  };
  for (const node of result.nodes.filter(each => each.inScope)) {
    const isNew = node.action === 'create' || node.action === 'replace';
    const uid = (isNew ? undefined : node.ledgerUid) ?? `uid-${node.node}-${node.incarnation}`;
    if (node.action === 'destroy' || node.action === 'replace') {
      rows.delete(node.ledgerUid!);
    }
    if (node.action === 'retain') {
      const row = rows.get(uid)!;
      rows.set(uid, { ...row, role: 'orphan', deletionPending: node.waitsForPerson });
    } else if (!['unchanged', 'blocked', 'destroy'].includes(node.action)) {
      const { params, inputs } = resolveNode(node, factsOf, uid);
      rows.set(uid, rowOf(uid, { ...node, params, inputs }, outputs));
    }
  }
  return [...rows.values()];
}

function made(node: PlanNode): JsonObject {
  return { ...(node.inputs as JsonObject), made: node.name };
}

function rowOf(uid: string, node: PlanNode, outputs: Outputs): LedgerRow {
  return {
    uid,
    node: node.node,
    role: 'current',
    incarnation: node.incarnation,
    name: node.name,
    definition: node.definition!,
    definitionVersion: node.definitionVersion!,
    driver: node.driver!,
    stateful: node.stateful,
    requestHash: node.requestHash,
    params: node.params,
    inputs: node.inputs,
    outputs: outputs(node),
    presence: 'present',
    readiness: 'not-checked',
    deletion: node.deletion,
    deletionPending: false,
    dependsOn: node.dependsOn,
    workloads: node.workloads,
    settled: true,
  };
}

/** The actions of a plan by node, of those in scope; others are not listed. */
export function actionsOf(result: Plan): Record<string, string> {
  return Object.fromEntries(
    result.nodes.filter(node => node.inScope).map(node => [node.node, node.action]),
  );
}

/** One node of a plan. */
export function nodeOf(result: Plan, id: string): PlanNode {
  const found = result.nodes.find(node => node.node === id);
  if (!found) {
    throw new Error(`There is no ${id} among ${result.nodes.map(node => node.node).join(', ')}.`);
  }
  return found;
}

/** Plans and carries out the first deployment, for tests about the second one. */
export function deployed(args: PlanArguments): PlanArguments {
  const first = plan(args);
  return {
    ...args,
    base: first.set,
    delta: { upsert: {}, remove: [] },
    ledger: ledgerAfter(first, args.ledger),
  };
}

/** The delta that brings workloads, and takes others out. */
export function deltaOf(workloads: WorkloadEntry[], remove: string[] = []): DeploymentDelta {
  return {
    upsert: Object.fromEntries(workloads.map(entry => [entry.workload.metadata.name, entry])),
    remove,
  };
}
