import type { JsonObject } from '@tutti/score';
import type { DependencySpec } from '../model';
import { composeTemplate, staticText } from './composeTemplate';
import type { GraphNode } from './GraphNode';
import type { PreviousNames } from './moves';

/**
 * What a definition asked for while the node that asks had its old name: ids are made of the names of that node, so what
 * is asked for moves along with it. `undefined` where that is the same as now.
 *
 * @param spec - what is asked for, of a type that is not one per environment
 * @param now - the id that is asked for now, and the workload that the node is private to
 */
export function previouslyAsked(
  node: GraphNode,
  spec: DependencySpec,
  now: { id: string; owner?: string },
): PreviousNames | undefined {
  const { previous } = node;
  if (!previous) {
    return undefined;
  }
  const id = spec.id === undefined ? previous.id : composedBefore(node, previous, spec.id);
  const owner = now.owner === undefined ? undefined : previous.owner;
  return id === undefined || (id === now.id && owner === now.owner)
    ? undefined
    : { id, ...(owner !== undefined && { owner }) };
}

function composedBefore(
  node: GraphNode,
  previous: PreviousNames,
  template: string,
): string | undefined {
  const { resource, workload } = node.context as Record<string, JsonObject | undefined>;
  const context: JsonObject = {
    ...node.context,
    resource: { ...resource, id: previous.id },
    ...(workload &&
      previous.owner !== undefined && { workload: { ...workload, id: previous.owner } }),
  };
  const { value, errors } = composeTemplate(template, { context, params: node.request });
  return errors.length > 0 ? undefined : staticText(value, node.scope.metadata).text;
}
