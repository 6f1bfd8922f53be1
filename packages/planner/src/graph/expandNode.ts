import type { JsonObject, Problem } from '@tutti/score';
import { matchDefinition } from '../match/matchDefinition';
import { WORKLOAD_TYPE } from '../model';
import type { DefinitionVersion, LedgerRow, NodeId, NodeIdParts } from '../model';
import { requestHash } from '../plan/requestHash';
import type { RequestFacts } from '../plan/requestHash';
import { resourceName } from '../plan/resourceName';
import { withDefaults } from '../schema';
import { addAsked } from './addAsked';
import { definitionContext } from './definitionContext';
import type { GraphNode } from './GraphNode';
import { wasApplied } from './LedgerView';
import type { PreviousNames } from './moves';
import type { MergedRequest } from './NodeRequest';
import { definitionPlace, planProblem } from './planProblem';
import type { PlanningWorld, Predecessor } from './PlanningWorld';

/** A plan shows the winner and the nearest losers; the whole list is a question of its own. */
const CANDIDATES_IN_PLAN = 8;

/** Matches one node to its definition and finds out what that asks for. */
export function expandNode(
  world: PlanningWorld,
  parts: NodeIdParts & { node: NodeId },
  merged: MergedRequest,
  place: { source: string; pointer: string },
): GraphNode {
  const { node, type, class: resourceClass, id } = parts;
  const problems: Problem[] = [];
  const { owner } = merged;
  const workload = type === WORKLOAD_TYPE ? world.set.workloads[id]?.workload : undefined;
  const asked = { type, class: resourceClass, id, params: merged.params, workload };
  const hash = requestHash(asked);
  const predecessor = world.predecessor(parts, merged.previous);
  const match = matchDefinition(parts, world.context, world.registry, {
    pin: pinOf(world, node, merged, predecessor),
    rollout: world.rolloutOf(node),
    kept: keptOf(world, { ...asked, hash }, merged, predecessor),
    limit: CANDIDATES_IN_PLAN,
  });
  const definition =
    match.winner && world.index.version(match.winner.definition, match.winner.version);
  const resourceType = world.resourceType(type);
  if (!resourceType) {
    const message = `There is no resource type ${type}.`;
    const hint = world.typeHint(type);
    problems.push(planProblem('unknown-type', message, place, { hint }));
  } else if (!definition) {
    problems.push(planProblem('no-definition', match.text, place));
  }
  const driver = definition && world.driver(definition.spec.driver);
  if (definition && !driver) {
    const message = `Definition ${definition.name} uses driver ${definition.spec.driver}, which is not installed.`;
    const hint = world.driverHint(definition.spec.driver);
    const at = definitionPlace(definition.name, '/spec/driver');
    problems.push(planProblem('unknown-driver', message, at, { hint }));
  }
  const name = predecessor?.row.name ?? newName(world, parts);
  const request = workload
    ? (workload as unknown as JsonObject)
    : paramsOf(world, type, definition, merged);
  const { context, problems: contextProblems } = definitionContext(world, {
    parts,
    type: resourceType,
    name,
    owner,
    params: request,
    scope: merged.scope,
    place,
  });
  problems.push(...contextProblems);
  const result: GraphNode = {
    ...{ node, type, class: resourceClass, id },
    resourceType,
    match,
    definition,
    driver,
    predecessor,
    name,
    requestHash: hash,
    owner,
    ...(merged.previous && { previous: merged.previous }),
    request,
    scope: merged.scope,
    context,
    place,
    reached: merged.reached,
    dependencies: {},
    provisioned: [],
    collecting: {},
    asks: [],
    problems,
  };
  addAsked(world, result);
  return result;
}

/** The name that the next incarnation of a node gets. */
export function newName(world: PlanningWorld, parts: NodeIdParts & { node: NodeId }): string {
  return resourceName({
    environmentUid: world.context.environment.uid,
    node: parts.node,
    id: parts.id,
    incarnation: world.ledger.nextIncarnation(parts.node),
  });
}

/**
 * A pin takes effect on what a deployment names or needs; what it leaves alone keeps what it has. It follows a node that
 * gets another name.
 */
function pinOf(
  world: PlanningWorld,
  node: NodeId,
  merged: MergedRequest,
  predecessor: Predecessor | undefined,
) {
  const { kind } = world;
  const isForAll = world.coversEverything() || kind === 'rollback';
  const takesEffect = merged.reached || !predecessor || isForAll;
  const old = predecessor?.how === 'moved' ? world.pin(predecessor.row.node) : undefined;
  return takesEffect ? (world.pin(node) ?? old) : undefined;
}

/** What exists keeps its definition until its request changes, in more than the name, or a refresh reaches it. */
function keptOf(
  world: PlanningWorld,
  asked: RequestFacts & { hash: string },
  merged: MergedRequest,
  predecessor: Predecessor | undefined,
) {
  const row: LedgerRow | undefined =
    predecessor?.row.role === 'current' ? predecessor.row : undefined;
  const hash = predecessor?.how === 'moved' ? hashBefore(asked, merged.previous!) : asked.hash;
  const isRefreshed = world.kind === 'refresh' && (merged.reached || world.coversEverything());
  const isKept = row && row.requestHash === hash && wasApplied(row) && !isRefreshed;
  return isKept ? { definition: row.definition, version: row.definitionVersion } : undefined;
}

/** The hash of the request as it would have been under the old name. */
function hashBefore(asked: RequestFacts, { id }: PreviousNames): string {
  const { type, class: resourceClass, params } = asked;
  const workload = asked.workload && {
    ...asked.workload,
    metadata: { ...asked.workload.metadata, name: id },
  };
  return requestHash({ type, class: resourceClass, id, params, workload });
}

function paramsOf(
  world: PlanningWorld,
  type: string,
  definition: DefinitionVersion | undefined,
  merged: MergedRequest,
): JsonObject {
  const ofDefinition = { properties: definition?.spec.params ?? {} };
  const narrowed = withDefaults(ofDefinition, merged.params ?? {});
  return withDefaults(world.resourceType(type)?.params ?? {}, narrowed);
}
