import type { NodeStatus } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { NodeId, Plan, PlanNode, RegistrySnapshot } from '@tutti/planner';
import type { LedgerEntry } from '../../database/ledger/LedgerEntry';
import type { DeploymentRun } from '../DeploymentRun';

/** A node that the deployment works on. */
export interface WorkedNode {
  /** Place in the order of work. */
  position: number;
  node: PlanNode;
  status: NodeStatus;
}

/** What the steps of applying one plan share. */
export interface NodeWork {
  run: DeploymentRun;
  plan: Plan;
  registry: RegistrySnapshot;
  /** The nodes in scope, in the order of work. */
  nodes: WorkedNode[];
  /** Every incarnation of the environment by uid, as last written. */
  ledger: Map<string, LedgerEntry>;
  /** The sentence of the first node that failed. */
  firstError?: string;
  /** A driver could not tell whether something exists. */
  needsAttention?: boolean;
}

/** The current incarnation of a node. */
export function currentEntry(work: NodeWork, node: NodeId): LedgerEntry | undefined {
  for (const entry of work.ledger.values()) {
    if (entry.node === node && entry.role === 'current') {
      return entry;
    }
  }
  return undefined;
}
