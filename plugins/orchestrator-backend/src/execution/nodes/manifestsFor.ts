import type {
  KubernetesObject,
  NodeManifests,
} from '@tutti/backstage-plugin-platform-orchestrator-node';
import { WORKLOAD_TYPE, stricterPolicy, type NodeId, type PlanNode } from '@tutti/planner';
import { canonicalJson, compareText, isJsonObject } from '@tutti/score';
import type { LedgerEntry } from '../../database/ledger/LedgerEntry';
import type { NodeWork } from './NodeWork';

/**
 * The manifests that a delivery takes: those of all nodes that it depends on, which are the producers of its cluster, in
 * scope or not, as they returned them last. Beside what is in use that is what was left behind: it would go with its
 * objects, whatever was to become of it. An object that both have is that of the one in use. Sorted by node, that in use
 * first.
 */
export function manifestsFor(work: NodeWork, delivery: PlanNode): NodeManifests[] {
  const entries = entriesFor(work, delivery);
  const inUse = entries.filter(({ role }) => role === 'current');
  const taken = new Set(inUse.flatMap(({ manifests = [] }) => manifests.map(identityOf)));
  return entries.flatMap(({ node, type, id, name, role, manifests = [] }) => {
    const isWorkload = type === WORKLOAD_TYPE && !(role !== 'current' && work.ledger.current(node));
    const objects =
      role === 'current' ? manifests : manifests.filter(object => !taken.has(identityOf(object)));
    return objects.length === 0
      ? []
      : [
          {
            node,
            kind: isWorkload ? ('workload' as const) : ('resource' as const),
            name: isWorkload ? id : name,
            objects,
          },
        ];
  });
}

function entriesFor(work: NodeWork, delivery: PlanNode): LedgerEntry[] {
  const producers = new Set<NodeId>(delivery.dependsOn);
  const goes = goingAway(work);
  const rank = ({ role }: LedgerEntry) => (role === 'current' ? 0 : 1);
  return [...work.ledger.values()]
    .filter(entry => producers.has(entry.node) && entry.presence !== 'absent' && !goes(entry))
    .sort(
      (left, right) =>
        compareText(left.node, right.node) ||
        rank(left) - rank(right) ||
        left.incarnation - right.incarnation,
    );
}

/** What this deployment destroys, or replaces and then destroys. */
function goingAway({ plan }: NodeWork): (entry: LedgerEntry) => boolean {
  const destroyed = new Set<string | undefined>();
  const replaced = new Map<string | undefined, PlanNode>();
  for (const node of plan.nodes) {
    if (node.action === 'destroy') {
      destroyed.add(node.ledgerUid);
    } else if (node.action === 'replace') {
      replaced.set(node.ledgerUid, node);
    }
  }
  return entry => {
    if (entry.role !== 'replaced') {
      return destroyed.has(entry.uid);
    }
    const next = replaced.get(entry.uid)?.deletion ?? entry.deletion;
    const policy = stricterPolicy(entry.deletion, next);
    return destroyed.has(entry.uid) || (policy.onRemoval === 'destroy' && !policy.protected);
  };
}

/** What makes two objects one; the version of their API does not. */
function identityOf({ apiVersion, kind, metadata }: KubernetesObject): string {
  const [group] = apiVersion.includes('/') ? apiVersion.split('/') : [''];
  const { namespace, name } = { namespace: '', name: '', ...(isJsonObject(metadata) && metadata) };
  return canonicalJson([group, kind, namespace, name]);
}
