import { orderInLayers } from '@tutti/score';
import type { NodeId } from '../../model';
import type { Removal } from './findRemovals';

/** Removals in the order in which they may be carried out: consumers before what they use, ties by node. */
export function consumersFirst(removals: readonly Removal[]): Removal[] {
  const byUid = new Map(removals.map(removal => [removal.row.uid, removal]));
  const uidsOf = new Map<NodeId, string[]>();
  for (const { row } of removals) {
    const uids = uidsOf.get(row.node) ?? [];
    uids.push(row.uid);
    uidsOf.set(row.node, uids);
  }
  // Names are node and uid, so that ties fall by node whatever the uids are.
  const name = (uid: string) => `${byUid.get(uid)!.row.node} ${uid}`;
  const needs = new Map(
    removals.map(({ row }) => [
      name(row.uid),
      row.dependsOn.flatMap(node => uidsOf.get(node) ?? []).map(name),
    ]),
  );
  const { layers } = orderInLayers(needs);
  const order = new Set(layers.reverse().flat());
  const rest = [...needs.keys()].filter(each => !order.has(each)).sort();
  return [...order, ...rest].map(each => byUid.get(each.slice(each.lastIndexOf(' ') + 1))!);
}
