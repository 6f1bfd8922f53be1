import { resolveNode } from './planner.mjs';

/** The rows of the ledger once a first plan was carried out, where every node returns its inputs. */
export function ledgerAfter({ nodes }) {
  const rows = new Map();
  const factsOf = node => rows.get(node) ?? { params: {} };
  for (const node of nodes) {
    const uid = `uid of ${node.node}`;
    const { params, inputs } = resolveNode(node, factsOf, uid);
    rows.set(node.node, {
      uid,
      node: node.node,
      role: 'current',
      incarnation: node.incarnation,
      name: node.name,
      definition: node.definition,
      definitionVersion: node.definitionVersion,
      driver: node.driver,
      stateful: node.stateful,
      requestHash: node.requestHash,
      params,
      inputs,
      outputs: inputs,
      presence: 'present',
      readiness: 'not-checked',
      deletion: node.deletion,
      deletionPending: false,
      dependsOn: node.dependsOn,
      workloads: node.workloads,
      settled: true,
    });
  }
  return [...rows.values()];
}
