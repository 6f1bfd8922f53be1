import { MOVED_FROM_ANNOTATION } from '../graph/moves';
import { planProblem } from '../graph/planProblem';
import type { PlanNode } from '../model';

/**
 * Adds a warning to each stateful node that is created while one of the same type is left behind: it may be a rename,
 * and what it holds could move along. Several may qualify; the person chooses.
 */
export function proposeMoves(nodes: readonly PlanNode[]): PlanNode[] {
  const left = nodes.filter(
    node =>
      node.stateful && node.inScope && (node.action === 'retain' || node.action === 'destroy'),
  );
  return nodes.map(node => {
    const candidates = left.filter(each => each.type === node.type && each.class === node.class);
    if (node.action !== 'create' || !node.stateful || candidates.length === 0) {
      return node;
    }
    const message = `${node.node} is created while ${candidates.map(each => each.node).join(' and ')} is left behind. If it was only renamed, what it holds can move along.`;
    const hint = `Write ${MOVED_FROM_ANNOTATION}: ${candidates.map(each => each.id).join(' or ')} into the annotations of the resource.`;
    const problem = planProblem('move-proposed', message, node.place, {
      severity: 'warning',
      hint,
    });
    return { ...node, problems: [...node.problems, problem] };
  });
}
