import { compareText } from '@tutti/score';
import type { Problem } from '@tutti/score';
import type { NodeId } from '../model';
import type { GraphNode } from './GraphNode';
import type { NodeRequest } from './NodeRequest';
import { definitionPlace, planProblem } from './planProblem';

/** A chain of requests that holds more nodes of one definition than this does not end. */
const MAXIMUM_REPEATS = 40;

/**
 * Names the definitions that feed each other when an expansion does not end: of a chain that holds too many nodes of one
 * definition, the part between the last two of them. A chain of different definitions may be as long as it is.
 *
 * @param via - the node that first asked for a node
 * @param beyond - the requests that are to be followed next
 * @param repeats - how many nodes of one definition a chain may hold; default 40
 */
export function endlessExpansion(
  nodes: ReadonlyMap<NodeId, GraphNode>,
  via: ReadonlyMap<NodeId, NodeId>,
  beyond: readonly NodeRequest[],
  repeats = MAXIMUM_REPEATS,
): Problem[] {
  const examples = new Map<NodeId, NodeId>();
  for (const { requester, node } of [...beyond].sort((a, b) => compareText(a.node, b.node))) {
    if (requester !== undefined && !examples.has(requester)) {
      examples.set(requester, node);
    }
  }
  const loops = new Map<string, NodeId>();
  for (const [requester, example] of examples) {
    const loop = loopOf(chainTo(nodes, via, requester), repeats)?.join(' → ');
    if (loop !== undefined && !loops.has(loop)) {
      loops.set(loop, example);
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

/** The definitions that led to a node, its own first. */
function chainTo(
  nodes: ReadonlyMap<NodeId, GraphNode>,
  via: ReadonlyMap<NodeId, NodeId>,
  last: NodeId,
): string[] {
  const chain: string[] = [];
  for (let node: NodeId | undefined = last; node !== undefined; node = via.get(node)) {
    chain.push(nodes.get(node)?.definition?.name ?? node);
  }
  return chain;
}

/** The definitions of the loop in the order in which they ask, the smallest name first, and that one again. */
function loopOf(chain: readonly string[], repeats: number): string[] | undefined {
  const counts = new Map<string, number>();
  for (const name of chain) {
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const start = chain.findIndex(name => counts.get(name)! > repeats);
  if (start === -1) {
    return undefined;
  }
  const loop = chain.slice(start, chain.indexOf(chain[start], start + 1)).reverse();
  const smallest = loop.indexOf([...loop].sort(compareText)[0]);
  const rotated = [...loop.slice(smallest), ...loop.slice(0, smallest)];
  return [...rotated, rotated[0]];
}
