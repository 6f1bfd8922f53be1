import { isJsonObject, resolvePlaceholders, resolveWorkload } from '@tutti/score';
import type { JsonObject, JsonValue, Problem, Workload } from '@tutti/score';
import { WORKLOAD_TYPE } from '../model';
import type { NodeId, PlanNode } from '../model';
import { inputsLookup, outputsOf, paramsLookup } from './lookups';
import { definitionPlace, planProblem } from './planProblem';

/** What is known of another node: from the ledger when planning, from what was just made when executing. */
export interface NodeFacts {
  /** As the type promises them, secrets as `$secret` marks; `undefined`: not known yet. */
  outputs?: JsonObject;
  params: JsonValue;
  /** The workload that the node is private to (`PlanNode.workload`). */
  workload?: string;
}

/** A node with its placeholders resolved; marks inside stand for what is secret or not known yet. */
export interface ResolvedNode {
  /** For a workload its `ResolvedWorkload`. */
  params: JsonValue;
  inputs: JsonValue;
  problems: Problem[];
}

/**
 * Resolves what a node is asked for (params, or the workload) and the inputs for its driver. Planning calls it with the
 * facts of the ledger, execution with those of the nodes just made, and with equal facts both get equal results. What is
 * not known yet becomes a `$knownAfter` mark, never a guess.
 *
 * Never throws on what people wrote; `problems` are errors, one for each placeholder that leads nowhere.
 *
 * @param factsOf - asked for the nodes in `node.bindings`
 * @param resourceUid - the uid of the ledger row, `${context.resource.uid}`; a mark when it is not given
 */
export function resolveNode(
  node: PlanNode,
  factsOf: (node: NodeId) => NodeFacts,
  resourceUid?: string,
): ResolvedNode {
  const asked =
    node.type === WORKLOAD_TYPE ? resolveAsked(node, factsOf) : resolveParams(node, factsOf);
  const inputs = resolvePlaceholders(
    node.inputsTemplate,
    inputsLookup(node, asked.params, factsOf, resourceUid),
  );
  return {
    params: asked.params,
    inputs: inputs.value,
    problems: [
      ...asked.problems,
      ...inputs.errors.map(({ pointer, message }) =>
        planProblem(
          'placeholder',
          `${node.node} cannot resolve an input: ${message}.`,
          definitionPlace(node.definition ?? node.node, `/spec/inputs${pointer}`),
        ),
      ),
    ],
  };
}

function resolveParams(node: PlanNode, factsOf: (node: NodeId) => NodeFacts) {
  const { value, errors } = resolvePlaceholders(
    node.request,
    paramsLookup(node, node.metadata ?? {}, factsOf),
  );
  return { params: value, problems: errors.map(error => askedProblem(node, error, '/params')) };
}

function resolveAsked(node: PlanNode, factsOf: (node: NodeId) => NodeFacts) {
  const workload = node.request as unknown as Workload;
  const metadata = isJsonObject(node.request.metadata) ? node.request.metadata : {};
  const lookup = paramsLookup(node, metadata, factsOf);
  const resolved = resolveWorkload(workload, {
    lookup,
    volumeSource: (key, raw) =>
      Object.hasOwn(node.bindings.score, key)
        ? outputsOf(node.bindings.score[key], factsOf)
        : lookup(['resources', key], raw),
  });
  return {
    params: resolved.workload as unknown as JsonValue,
    problems: resolved.errors.map(error => askedProblem(node, error, '')),
  };
}

function askedProblem(
  node: PlanNode,
  error: { pointer: string; message: string },
  base: string,
): Problem {
  const place = {
    source: node.place.source,
    pointer: `${node.place.pointer}${base}${error.pointer}`,
  };
  return planProblem('placeholder', `${node.node} cannot be resolved: ${error.message}.`, place);
}
