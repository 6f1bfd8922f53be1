import type { PlanNode } from '@tutti/planner';
import type { LedgerColumns } from '../../database/ledger/LedgerEntry';
import type { NodeWork } from './NodeWork';

/** What the plan says about an incarnation beside its inputs, and what is therefore written with or without an effect. */
export function ledgerFacts(work: NodeWork, node: PlanNode): LedgerColumns {
  return {
    node: node.node,
    type: node.type,
    class: node.class,
    id: node.id,
    catalog: node.catalog,
    definition: node.definition,
    definitionVersion: node.definitionVersion,
    driver: node.driver,
    stateful: node.stateful,
    requestHash: node.requestHash,
    deletion: node.deletion,
    dependsOn: node.dependsOn,
    workloads: node.workloads,
    lastDeploymentUid: work.run.deployment.uid,
  };
}
