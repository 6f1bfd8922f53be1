import type { PlanNode } from '@tutti/planner';
import type { NodeMove } from '../../database/registry/movePins';

/** The move that a node makes by the plan, or none. */
export function moveOf({ node, movedFrom }: PlanNode): NodeMove[] {
  return movedFrom === undefined ? [] : [{ from: movedFrom, to: node }];
}
