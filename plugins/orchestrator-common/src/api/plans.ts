import type { Difference, NodeId, Plan, PlanAction, PlanNode } from '@tutti/planner';

/** A node of a plan as the API shows it: without what only execution needs. */
export type PlanNodeView = Omit<
  PlanNode,
  'inputsTemplate' | 'outputsTemplate' | 'bindings' | 'request' | 'context' | 'metadata' | 'values'
>;

/** Answer of `GET /deployments/{uid}/plan`. */
export interface PlanView extends Omit<Plan, 'nodes' | 'set'> {
  /** What an approval refers to. */
  hash: string;
  nodes: PlanNodeView[];
  /** What it would do otherwise than the plan that was approved before it; absent: none was, or it is that plan. */
  sinceApproval?: { hash: string; changes: ChangeSinceApproval[] };
}

/** One node that a plan treats otherwise than the plan that was approved before it. */
export interface ChangeSinceApproval {
  node: NodeId;
  /** What was approved; absent: nothing. */
  actionBefore?: PlanAction;
  /** What is planned now; absent: nothing any more. */
  action?: PlanAction;
  /** From the approved inputs and params to those of now. */
  differences: Difference[];
}
