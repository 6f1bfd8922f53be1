import type { DriverDifference } from '@tutti/backstage-plugin-platform-orchestrator-node';
import type { KubernetesObject } from '@tutti/kubernetes-manifests';
import { differences } from '@tutti/planner';
import { compareText, type JsonValue } from '@tutti/score';
import { objectKey } from './objectDigests';

/**
 * Field by field what differs between objects that are delivered and those that would be, by path
 * `/manifests/<kind>.<group>/<namespace>/<name>/…`. Objects of the same group, kind, namespace and name are the same thing,
 * whoever renders them; the order among them does not count.
 */
export function objectDifferences(
  delivered: readonly KubernetesObject[],
  rendered: readonly KubernetesObject[],
): DriverDifference[] {
  const before = byKey(delivered);
  const after = byKey(rendered);
  const keys = [...new Set([...before.keys(), ...after.keys()])].sort(compareText);
  return keys.flatMap(key => {
    const path = `/manifests/${key}`;
    const [old, now] = [before.get(key), after.get(key)];
    return old !== undefined && now !== undefined
      ? differences(old, now, path)
      : [{ path, ...(old !== undefined ? { before: old } : { after: now }) }];
  });
}

function byKey(objects: readonly KubernetesObject[]): Map<string, JsonValue> {
  return new Map(objects.map(object => [objectKey(object), object as unknown as JsonValue]));
}
