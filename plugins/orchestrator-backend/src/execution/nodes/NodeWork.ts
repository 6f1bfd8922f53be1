import type { NodeStatus } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { NodeId, Plan, PlanNode } from '@tutti/planner';
import type { LocatedIntent } from '../../database/execution/listOpenIntents';
import type { LedgerEntry } from '../../database/ledger/LedgerEntry';
import type { DeploymentRun } from '../DeploymentRun';
import type { Claims } from '../planning/claimThing';
import type { LedgerIndex } from './LedgerIndex';
import type { PlanIndex } from './PlanIndex';

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
  index: PlanIndex;
  /** The nodes in scope, in the order of work. */
  nodes: WorkedNode[];
  /** Every incarnation of the environment, as last written. */
  ledger: LedgerIndex;
  /**
   * The effect on an incarnation whose outcome nobody knows, by the uid of its row: there is at most one. Only this worker
   * adds to them while it has the lane.
   */
  openIntents: Map<string, LocatedIntent>;
  /** What nodes would be whose values are known only by now. */
  claims: Claims;
  /** The sentence of the first node that failed. */
  firstError?: string;
  /** A driver could not tell whether something exists. */
  needsAttention?: boolean;
}

/** The current incarnation of a node. */
export function currentEntry(work: NodeWork, node: NodeId): LedgerEntry | undefined {
  return work.ledger.current(node);
}
