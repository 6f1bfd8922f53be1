import { compareText } from '@tutti/score';
import type { Problem } from '@tutti/score';
import type { NodeId } from '../model';
import type { GraphNode } from './GraphNode';
import type { NodeRequest } from './NodeRequest';
import { definitionPlace, planProblem } from './planProblem';

/**
 * Names the definitions that feed each other when an expansion does not end: of the chain that leads to a request
 * beyond the limit, the part between two nodes of one definition.
 *
 * @param via - the node that first asked for a node
 * @param beyond - the requests that were not followed any more
 */
export function endlessExpansion(
  nodes: ReadonlyMap<NodeId, GraphNode>,
  via: ReadonlyMap<NodeId, NodeId>,
  beyond: readonly NodeRequest[],
): Problem[] {
  const loops = new Map<string, NodeId>();
  for (const request of [...beyond].sort((a, b) => compareText(a.node, b.node))) {
    const loop = loopOf(nodes, via, request.requester!);
    const key = loop.join(' → ');
    if (!loops.has(key)) {
      loops.set(key, request.node);
    }
  }
  return [...loops].map(([loop, example]) =>
    planProblem(
      'endless-expansion',
      `The graph does not end: definitions feed each other, ${loop}. The last node looked at was ${example}.`,
      definitionPlace(loop.split(' → ')[0], '/spec'),
      { hint: 'Let one of them ask for a node that is the same each time, or for nothing.' },
    ),
  );
}

/** The definitions of the loop in the order in which they ask, the smallest name first, and that one again. */
function loopOf(
  nodes: ReadonlyMap<NodeId, GraphNode>,
  via: ReadonlyMap<NodeId, NodeId>,
  last: NodeId,
): string[] {
  const chain: string[] = [];
  for (let node: NodeId | undefined = last; node !== undefined; node = via.get(node)) {
    chain.unshift(nodes.get(node)?.definition?.name ?? node);
  }
  const end = chain.length - 1;
  const start = chain.lastIndexOf(chain[end], end - 1);
  const loop = chain.slice(Math.max(start, 0), end);
  const smallest = loop.indexOf([...loop].sort(compareText)[0]);
  const rotated = [...loop.slice(smallest), ...loop.slice(0, smallest)];
  return [...rotated, rotated[0]];
}
