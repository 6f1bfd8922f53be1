import type { Plan, PlanNode } from '@tutti/planner';

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
}
