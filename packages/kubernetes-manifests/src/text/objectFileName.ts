import { compareText, sha256Hex } from '@tutti/score';
import type { KubernetesObject } from '../model/KubernetesObject';
import { objectIdentity } from '../names/objectIdentity';

const LONGEST_STEM = 200;

/**
 * The name of the file that holds an object: `<kind>-<name>.yaml` in lower case. A name that file systems could
 * take for another one, or not take at all, gets a hash.
 *
 * @public
 */
export function objectFileName(object: KubernetesObject): string {
  const { kind, name } = objectIdentity(object);
  const written = `${kind.toLowerCase()}-${name}`;
  const safe = written.toLowerCase().replace(/[^a-z0-9.-]/g, '-');
  return safe === written && safe.length <= LONGEST_STEM
    ? `${safe}.yaml`
    : `${safe.slice(0, LONGEST_STEM)}-${identityHash(object)}.yaml`;
}

/**
 * Names the files of all objects of one folder: as {@link objectFileName} does, with a hash of the object's identity
 * where two would have one name (one name in two namespaces or API groups). Sorted by file name.
 *
 * @throws Error when two objects are one and the same object of the cluster.
 * @public
 */
export function nameObjectFiles(
  objects: readonly KubernetesObject[],
): { fileName: string; object: KubernetesObject }[] {
  const byName = new Map<string, Map<string, KubernetesObject>>();
  for (const object of objects) {
    const fileName = objectFileName(object);
    const sameName = byName.get(fileName) ?? new Map<string, KubernetesObject>();
    const hash = identityHash(object);
    if (sameName.has(hash)) {
      const { kind, namespace, name } = objectIdentity(object);
      throw new Error(
        `The ${kind} "${name}"${namespace && ` in the namespace "${namespace}"`} is there twice.`,
      );
    }
    byName.set(fileName, sameName.set(hash, object));
  }
  return [...byName]
    .flatMap(([fileName, sameName]) =>
      [...sameName].map(([hash, object]) => ({
        fileName: sameName.size === 1 ? fileName : fileName.replace(/\.yaml$/, `-${hash}.yaml`),
        object,
      })),
    )
    .sort((left, right) => compareText(left.fileName, right.fileName));
}

function identityHash(object: KubernetesObject): string {
  const { group, kind, namespace, name } = objectIdentity(object);
  return sha256Hex([group, kind, namespace, name].join('\n')).slice(0, 8);
}
