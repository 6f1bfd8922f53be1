import type {
  EnvironmentImpact,
  ImpactNode,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import {
  plan,
  type Plan,
  type PlanArguments,
  type PlanNode,
  type RegistrySnapshot,
} from '@tutti/planner';
import { canonicalJson, containsKnownAfter } from '@tutti/score';
import { boundByRollout } from './boundByRollout';

/** What a change does to an environment, without its names. */
export type Impact = Pick<EnvironmentImpact, 'result' | 'reason' | 'nodes'>;

/** Actions that take something away, or leave it without a way on. */
const DESTRUCTIVE = new Set<string | undefined>(['replace', 'destroy', 'retain', 'blocked']);

/**
 * Compares what a refresh of an environment would do before and after a change: the difference is what the change does,
 * and nothing else that waits there. Pins are among the arguments, so they are respected. Pure.
 *
 * @param world - arguments of the plan with the registry as it is
 * @param after - the registry as the change would leave it
 * @param rollout - brings what its definition has made to a version
 */
export function environmentImpact(
  world: Omit<PlanArguments, 'kind' | 'delta'>,
  after: RegistrySnapshot,
  rollout?: { definition: string; version: number },
): Impact {
  if (Object.keys(world.base.workloads).length === 0 && world.ledger.length === 0) {
    return { result: 'unaffected', reason: 'Nothing is deployed in it.', nodes: [] };
  }
  const refresh: PlanArguments = {
    ...world,
    kind: 'refresh',
    delta: { upsert: {}, remove: [] },
  };
  const { pins } = world;
  const bound = rollout ? boundByRollout(world, rollout) : { before: pins, after: pins };
  const now = plan({ ...refresh, pins: bound.before });
  const then = plan({ ...refresh, registry: after, pins: bound.after });
  const nodes = changedNodes(now, then);
  if (nodes.length > 0) {
    return { result: 'affected', reason: affectedWords(nodes), nodes };
  }
  const trouble = firstError(now);
  return trouble === undefined
    ? { result: 'unaffected', reason: 'A refresh would do the same as before.', nodes }
    : {
        result: 'not-evaluated',
        reason: `It cannot be planned as it is now, so nobody can tell what the change does: ${trouble}`,
        nodes,
      };
}

function changedNodes(now: Plan, then: Plan): ImpactNode[] {
  const before = new Map(now.nodes.map(node => [keyOf(node), node]));
  const after = new Map(then.nodes.map(node => [keyOf(node), node]));
  const changed: ImpactNode[] = [];
  for (const [key, node] of after) {
    const last = before.get(key);
    if (!last || signature(last) !== signature(node)) {
      changed.push(impactNode(node, last));
    }
  }
  for (const [key, node] of before) {
    // What exists is in both plans; what would have been created is no longer.
    if (!after.has(key)) {
      changed.push(impactNode(undefined, node));
    }
  }
  return changed;
}

function keyOf({ node, ledgerUid }: PlanNode): string {
  return `${node} ${ledgerUid ?? ''}`;
}

function signature(node: PlanNode): string {
  const { action, definition, definitionVersion, inputs, params, differences, outputsTemplate } =
    node;
  return canonicalJson({
    ...{ action, differences, inputs, params, outputs: outputsTemplate ?? null },
    ...{ definition: definition ?? null, version: definitionVersion ?? null },
  });
}

function impactNode(after: PlanNode | undefined, before: PlanNode | undefined): ImpactNode {
  const node = (after ?? before)!;
  return {
    node: node.node,
    ...(after && { action: after.action }),
    ...(before && { actionBefore: before.action }),
    reason: after?.reason ?? 'It would no longer be made.',
    ...(after?.definition !== undefined && {
      definition: after.definition,
      version: after.definitionVersion,
    }),
    ...(before?.definition !== undefined && {
      definitionBefore: before.definition,
      versionBefore: before.definitionVersion,
    }),
    stateful: node.stateful,
    replaces: after?.action === 'replace',
    destroys: after?.action === 'destroy',
    destructive: DESTRUCTIVE.has(after?.action) && before?.action !== after?.action,
    knownAfter: after !== undefined && containsKnownAfter(after.inputs),
    differences: after?.differences ?? [],
  };
}

function affectedWords(nodes: ImpactNode[]): string {
  const destructive = nodes.filter(node => node.destructive);
  const words = `A refresh would treat ${nodes.length} of its nodes otherwise`;
  return destructive.length === 0
    ? `${words}; it takes nothing away.`
    : `${words}: ${destructive.map(node => `${node.action} ${node.node}`).join(', ')}.`;
}

function firstError({ nodes, problems }: Plan): string | undefined {
  return [...problems, ...nodes.flatMap(node => node.problems)].find(
    problem => problem.severity === 'error',
  )?.message;
}
