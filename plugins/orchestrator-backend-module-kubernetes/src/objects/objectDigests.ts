import type { DriverDifference } from '@tutti/backstage-plugin-platform-orchestrator-node';
import { objectIdentity, type KubernetesObject } from '@tutti/kubernetes-manifests';
import { canonicalHash, compareText } from '@tutti/score';

/** What the state keeps of objects: a hash of each, by `<kind>.<group>/<namespace>/<name>`. */
export type ObjectDigests = Record<string, string>;

/** The digests of objects, by which later plans tell what would change. */
export function objectDigests(objects: readonly KubernetesObject[]): ObjectDigests {
  return Object.fromEntries(
    objects.map(object => [objectKey(object), canonicalHash(object).slice(0, 16)]),
  );
}

/** Tells objects apart, and names them for people: `Deployment.apps/shop/web`. */
export function objectKey(object: KubernetesObject): string {
  const { kind, group, namespace, name } = objectIdentity(object);
  return [group ? `${kind}.${group}` : kind, namespace, name].filter(part => part).join('/');
}

/** One difference for each object that comes, goes or changes, sorted by path. */
export function digestDifferences(before: ObjectDigests, after: ObjectDigests): DriverDifference[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort(compareText);
  return keys
    .filter(key => before[key] !== after[key])
    .map(key => ({
      path: `/manifests/${key}`,
      ...(before[key] !== undefined && { before: before[key] }),
      ...(after[key] !== undefined && { after: after[key] }),
    }));
}
