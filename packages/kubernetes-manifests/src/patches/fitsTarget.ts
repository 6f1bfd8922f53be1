import { readProperty, sortedEntries } from '@tutti/score';
import type { KubernetesObject } from '../model/KubernetesObject';
import type { PatchTarget } from '../model/ProfilePatch';

/** Says whether an object fits every part of a target that is set. */
export function fitsTarget(object: KubernetesObject, target: PatchTarget = {}): boolean {
  const metadata = readProperty(object, 'metadata');
  const labels = readProperty(metadata, 'labels');
  return (
    (target.kind === undefined || [target.kind].flat().includes(object.kind)) &&
    (target.name === undefined || readProperty(metadata, 'name') === target.name) &&
    sortedEntries(target.labels).every(([key, value]) => readProperty(labels, key) === value)
  );
}
