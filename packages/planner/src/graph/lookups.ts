import {
  PlaceholderError,
  isJsonObject,
  isKnownAfter,
  isSecretValue,
  knownAfter,
  lookupPath,
  scoreLookup,
  sortedEntries,
} from '@tutti/score';
import type { JsonObject, JsonValue, Lookup } from '@tutti/score';
import type { NodeId, PlanNode } from '../model';
import { parseNodeId } from '../model';
import type { NodeFacts } from './resolveNode';

/** Where outputs and params of other nodes come from. */
export type FactsOf = (node: NodeId) => NodeFacts;

/** What a node returns, or the mark that says after which node it is known. */
export function outputsOf(node: NodeId, factsOf: FactsOf): JsonValue {
  return factsOf(node).outputs ?? knownAfter([node]);
}

/** The lookup for params: roots `metadata` and `resources` of the Score file that they were written in. */
export function paramsLookup(node: PlanNode, metadata: JsonObject, factsOf: FactsOf): Lookup {
  const resources = Object.fromEntries(
    sortedEntries(node.bindings.score).map(([key, bound]) => [key, outputsOf(bound, factsOf)]),
  );
  return scoreLookup({ metadata, resources });
}

/** The lookup for a definition's inputs: roots `context`, `params`, `resources`, `collected` and `values`. */
export function inputsLookup(
  node: PlanNode,
  params: JsonValue,
  factsOf: FactsOf,
  resourceUid: string | undefined,
): Lookup {
  const resource = {
    ...(node.context.resource as JsonObject),
    uid: resourceUid ?? knownAfter([node.node]),
  };
  const context = { ...node.context, resource };
  const { dependencies, collected } = node.bindings;
  return (path, raw) => {
    const [root, name, ...rest] = path;
    switch (root) {
      case 'context':
        return lookupPath(context, path.slice(1), raw);
      case 'params':
        return lookupPath(params, path.slice(1), raw);
      case 'values':
        return lookupPath(node.values ?? {}, path.slice(1), raw);
      case 'resources':
        if (name === undefined || !Object.hasOwn(dependencies, name)) {
          const known = Object.keys(dependencies).sort().join(', ') || 'none';
          throw new PlaceholderError(
            raw,
            `no dependency has the alias '${name ?? ''}', there are: ${known}`,
          );
        }
        return lookupPath(outputsOf(dependencies[name], factsOf), rest, raw);
      case 'collected':
        if (name === undefined || !Object.hasOwn(collected, name)) {
          throw new PlaceholderError(raw, `nothing is collected under the name '${name ?? ''}'`);
        }
        return project(membersOf(collected[name], factsOf), rest, raw);
      default:
        throw new PlaceholderError(
          raw,
          'unknown reference root, use context, params, resources, collected or values, or $$ to escape it',
        );
    }
  };
}

function membersOf(members: NodeId[], factsOf: FactsOf): JsonValue[] {
  return members.map(member => {
    const { id, class: resourceClass } = parseNodeId(member);
    const { params, workload } = factsOf(member);
    return {
      id,
      class: resourceClass,
      ...(workload !== undefined && { workload }),
      params,
      outputs: outputsOf(member, factsOf),
    };
  });
}

/** A path into a list goes into each of its items. */
function project(value: JsonValue, path: readonly string[], raw: string): JsonValue {
  if (path.length === 0 || isKnownAfter(value)) {
    return value;
  }
  if (Array.isArray(value)) {
    return value.map(item => project(item, path, raw));
  }
  const [key, ...rest] = path;
  // Members may leave out what others set, so a key that one of them lacks is null there and no error.
  if (isJsonObject(value) && !isSecretValue(value) && !Object.hasOwn(value, key)) {
    return null;
  }
  return project(lookupPath(value, [key], raw), rest, raw);
}
