import { MOVED_FROM_ANNOTATION } from '../graph/moves';
import { planProblem } from '../graph/planProblem';
import type { PlanNode } from '../model';

/** As many candidates as a person looks through; when a whole application is renamed there may be thousands. */
const CANDIDATES_SHOWN = 10;

/**
 * Adds a warning to each stateful node that is created while one of the same type is left behind: it may have been renamed,
 * or got another class, and what it holds could move along. Several may qualify; the person chooses.
 */
export function proposeMoves(nodes: readonly PlanNode[]): PlanNode[] {
  const left = new Map<string, PlanNode[]>();
  for (const node of nodes) {
    if (node.stateful && node.inScope && (node.action === 'retain' || node.action === 'destroy')) {
      const known = left.get(node.type) ?? [];
      known.push(node);
      left.set(node.type, known);
    }
  }
  return nodes.map(node => {
    const candidates = left.get(node.type) ?? [];
    if (node.action !== 'create' || !node.stateful || candidates.length === 0) {
      return node;
    }
    const shown = candidates.slice(0, CANDIDATES_SHOWN);
    const more =
      candidates.length > shown.length ? ` and ${candidates.length - shown.length} more` : '';
    const message = `${node.node} is created while ${shown.map(each => each.node).join(' and ')}${more} is left behind. If it is the same one under another name or class, what it holds can move along.`;
    const hint = `Write ${MOVED_FROM_ANNOTATION}: ${shown.map(each => each.id).join(' or ')} into the annotations of the resource.`;
    const problem = planProblem('move-proposed', message, node.place, {
      severity: 'warning',
      hint,
    });
    return { ...node, problems: [...node.problems, problem] };
  });
}
