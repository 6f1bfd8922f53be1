import type { NodeId } from '@tutti/planner';

/** What a node of one plan is called in another: a removal is of one incarnation, everything else of the node. */
export function planKeyOf(node: { node: NodeId; ledgerUid?: string; action: string }): string {
  return node.action === 'destroy' || node.action === 'retain'
    ? `${node.node} ${node.ledgerUid}`
    : node.node;
}
