import { Environment } from '@marcbachmann/cel-js';
import { CelDifference, CelNode } from './celValues';

/** Bounds of the text of one expression. */
const LIMITS = {
  maxAstNodes: 1_000,
  maxDepth: 40,
  maxListElements: 200,
  maxMapEntries: 50,
  maxCallArguments: 20,
};

const NODE = {
  node: 'string',
  type: 'string',
  class: 'string',
  id: 'string',
  action: 'string',
  reason: 'string',
  stateful: 'bool',
  shared: 'bool',
  waitsForPerson: 'bool',
  definition: 'string',
  definitionVersion: 'int',
  driver: 'string',
  workloads: 'list<string>',
  images: 'list<string>',
  params: 'dyn',
  inputs: 'dyn',
  differences: 'list<Difference>',
};

const DIFFERENCE = { path: 'string', before: 'dyn', after: 'dyn' };

const DEPLOYMENT = {
  uid: 'string',
  number: 'int',
  kind: 'string',
  planOnly: 'bool',
  requestedBy: 'string',
  submittedBy: 'string',
  comment: 'string',
  commit: 'string',
  branch: 'string',
  tag: 'string',
};

const APPLICATION = { name: 'string', labels: 'map<string, string>' };
const ENVIRONMENT = {
  uid: 'string',
  name: 'string',
  type: 'string',
  labels: 'map<string, string>',
};

/**
 * What expressions of policies may name, with types, so that a wrong name is found when the process starts. `docs/policies.md`
 * describes the same, and a test holds it to this table.
 */
export const CEL_VARIABLES = {
  now: 'google.protobuf.Timestamp',
  deployment: DEPLOYMENT,
  application: APPLICATION,
  environment: ENVIRONMENT,
  nodes: NODE,
} as const;

/** Where expressions about a plan are read; with `node`, one about a node of it. */
export function celEnvironment(options: { withNode: boolean }): Environment {
  const environment = new Environment({
    unlistedVariablesAreDyn: false,
    homogeneousAggregateLiterals: false,
    limits: LIMITS,
  })
    .registerType('Difference', { ctor: CelDifference, fields: DIFFERENCE })
    .registerType('Node', { ctor: CelNode, fields: NODE })
    .registerType({ name: 'Deployment', schema: DEPLOYMENT })
    .registerType({ name: 'Application', schema: APPLICATION })
    .registerType({ name: 'DeploymentEnvironment', schema: ENVIRONMENT })
    .registerVariable('now', CEL_VARIABLES.now)
    .registerVariable('deployment', 'Deployment')
    .registerVariable('application', 'Application')
    .registerVariable('environment', 'DeploymentEnvironment')
    .registerVariable('nodes', 'list<Node>')
    .registerFunction('sum(list): double', (values: unknown[]) =>
      values.reduce<number>((total, value) => total + numberOf(value), 0),
    );
  return options.withNode ? environment.registerVariable('node', 'Node') : environment;
}

function numberOf(value: unknown): number {
  const number = typeof value === 'bigint' ? Number(value) : value;
  if (typeof number !== 'number') {
    throw new Error('sum() adds numbers, and one of the list is none');
  }
  return number;
}
