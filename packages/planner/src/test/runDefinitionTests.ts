import { compareText, hasErrors, readScore } from '@tutti/score';
import type { Problem } from '@tutti/score';
import { matchDefinition } from '../match';
import { EMPTY_SET, nodeId } from '../model';
import type {
  DefinitionTestSpec,
  DriverDescriptor,
  NodeId,
  Plan,
  PlanContext,
  PlanNode,
  RegistrySnapshot,
  WorkloadEntry,
} from '../model';
import { plan } from '../plan';
import { builtInResourceTypes } from '../read/builtInResourceTypes';
import { alternatives } from '../schema';
import { compareInputs } from './compareInputs';
import type { DefinitionTestFailure, DefinitionTestResult } from './DefinitionTestResult';
import { TestBench } from './TestBench';
import { testedRequest } from './testedRequest';
import type { TestedRequest } from './testedRequest';

/**
 * Runs `DefinitionTest` manifests against a registry (`manifests.md`, DefinitionTest): makes each request in an
 * environment where nothing exists, with the same `plan` that deployments use, and compares winner, inputs and nodes with
 * what the test expects. Pure, and in the order of the tests' names.
 *
 * Only what a test expects can fail it: one that names the winner alone is not failed by inputs that cannot be resolved.
 * A failure says what came instead, why it matched, and what would have to change. Never throws on what people wrote.
 *
 * @param registry - as it would be in force; made of all manifests, not of those of the tests alone
 */
export function runDefinitionTests(
  tests: readonly DefinitionTestSpec[],
  registry: RegistrySnapshot,
  drivers: readonly DriverDescriptor[],
): DefinitionTestResult[] {
  const types = new Map(
    [...builtInResourceTypes, ...registry.resourceTypes].map(type => [type.name, type]),
  );
  const requests = [...tests]
    .sort((left, right) => compareText(left.name, right.name))
    .map(test => testedRequest(test, types.get(test.request.type)));
  const bench = TestBench.create(registry, drivers, requests);
  return requests.map(request => runTest(request, bench));
}

function runTest(request: TestedRequest, bench: TestBench): DefinitionTestResult {
  const { test } = request;
  const node = tryNodeId(request);
  const { upsert, failures: unusable } = readWorkloads(request);
  if (node === undefined || unusable.length > 0) {
    const failures = node === undefined ? [notANode(request)] : unusable;
    return { test: test.name, passed: false, nodes: [], failures };
  }
  const context = contextOf(test, bench);
  const pins = bench.pins(request);
  const planned = plan({
    kind: 'deploy',
    base: EMPTY_SET,
    delta: { upsert, remove: [] },
    registry: bench.registry,
    drivers: bench.drivers,
    pins,
    values: test.context.values ?? {},
    context,
    ledger: [],
  });
  const madeUp = new Set<string>(pins.map(pin => pin.node));
  const nodes = planned.nodes.map(each => each.node).filter(each => !madeUp.has(each));
  const subject = planned.nodes.find(each => each.node === node);
  const failures = [
    ...definitionFailures(request, subject, context, bench),
    ...inputFailures(test, subject),
    ...nodeFailures(test, nodes, planned),
  ];
  return {
    test: test.name,
    passed: failures.length === 0,
    node,
    ...(subject?.match && { match: subject.match }),
    ...(subject?.definition && { inputs: subject.inputs }),
    nodes: nodes.sort(compareText),
    failures,
  };
}

function contextOf(test: DefinitionTestSpec, bench: TestBench): PlanContext {
  const { application, environment, environmentType, applicationLabels, environmentLabels } =
    test.context;
  const { unnamed } = bench;
  return {
    application: { id: application ?? unnamed.application, labels: applicationLabels ?? {} },
    environment: {
      uid: 'test',
      id: environment ?? unnamed.environment,
      type: environmentType ?? unnamed.environmentType,
      labels: environmentLabels ?? {},
    },
  };
}

function definitionFailures(
  request: TestedRequest,
  subject: PlanNode | undefined,
  context: PlanContext,
  { registry }: TestBench,
): DefinitionTestFailure[] {
  const expected = request.test.expect.definition;
  if (expected === undefined || subject?.definition === expected) {
    return [];
  }
  const { type, class: resourceClass, id } = request;
  const explanation = matchDefinition({ type, class: resourceClass, id }, context, registry);
  const own = explanation.candidates.filter(each => each.definition === expected);
  const change = own.find(each => each.change !== undefined)?.change;
  return [
    {
      pointer: '/spec/expect/definition',
      message: `Definition ${expected} should win. ${explanation.text}`,
      hint:
        change === undefined
          ? `${expected} has no criterion for type ${type} in force.`
          : `${expected}: ${change}`,
    },
  ];
}

function inputFailures(
  { expect }: DefinitionTestSpec,
  subject: PlanNode | undefined,
): DefinitionTestFailure[] {
  if (expect.inputs === undefined) {
    return [];
  }
  const pointer = '/spec/expect/inputs';
  if (!subject?.definition) {
    const why = subject?.match?.text ?? 'The request leads to no node.';
    return [{ pointer, message: `There are no inputs to compare. ${why}` }];
  }
  const problems = errorsOf(subject.problems, pointer);
  return problems.length > 0
    ? problems
    : compareInputs(expect.inputs, subject.inputs, subject.inputsTemplate);
}

function nodeFailures(
  { expect }: DefinitionTestSpec,
  nodes: readonly NodeId[],
  { problems }: Plan,
): DefinitionTestFailure[] {
  if (expect.nodes === undefined) {
    return [];
  }
  const pointer = '/spec/expect/nodes';
  const missing = [...expect.nodes.entries()].filter(([, node]) => !nodes.includes(node as NodeId));
  return [
    ...missing.map(([index, node]) => ({
      pointer: `${pointer}/${index}`,
      message: `The graph should hold ${node}, and does not.`,
      hint: alternatives(node, nodes) ?? 'It holds nothing.',
    })),
    ...errorsOf(problems, pointer),
  ];
}

function errorsOf(problems: readonly Problem[], pointer: string): DefinitionTestFailure[] {
  return problems
    .filter(problem => problem.severity === 'error')
    .map(({ message, hint }) => ({ pointer, message, ...(hint && { hint }) }));
}

/** The content of a tested workload comes from the test, and is read as a Score file is. */
function readWorkloads({ profileOf, upsert }: TestedRequest): {
  upsert: Record<string, WorkloadEntry>;
  failures: DefinitionTestFailure[];
} {
  if (profileOf === undefined) {
    return { upsert, failures: [] };
  }
  const text = JSON.stringify(upsert[profileOf].workload);
  const { files, problems } = readScore(text, { source: 'params' });
  if (files.length === 1 && !hasErrors(problems)) {
    return { upsert: { [profileOf]: { workload: files[0].workload } }, failures: [] };
  }
  const failures = problems.map(({ pointer, message, hint }) => ({
    pointer: pointer === '/metadata/name' ? '/spec/request/id' : '/spec/request/params',
    message: `As a Score file: ${pointer} ${message}`,
    ...(hint && { hint }),
  }));
  return { upsert, failures };
}

function tryNodeId({ type, class: resourceClass, id }: TestedRequest): NodeId | undefined {
  try {
    return nodeId({ type, class: resourceClass, id });
  } catch {
    return undefined;
  }
}

function notANode({ type, class: resourceClass, id }: TestedRequest): DefinitionTestFailure {
  return {
    pointer: '/spec/request',
    message: `"${type}.${resourceClass}#${id}" is not a node.`,
    hint: 'A class holds no dot and no #, an id no #.',
  };
}
