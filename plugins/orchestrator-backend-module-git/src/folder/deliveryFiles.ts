import {
  permanentError,
  type NodeManifests,
} from '@tutti/backstage-plugin-platform-orchestrator-node';
import { nameObjectFiles, objectIdentity, toYaml } from '@tutti/kubernetes-manifests';
import { checkSegment } from './deliveryFolder';

/**
 * The files of an environment, text by path, sorted by node:
 * `<folder>/{workloads,resources}/<name>/<kind>-<name>.yaml`.
 *
 * @throws DriverError of class `permanent` when two nodes bring the same object, or would share a folder.
 */
export function deliveryFiles(
  folder: string,
  manifests: readonly NodeManifests[],
): Map<string, string> {
  const files = new Map<string, string>();
  const nodes = new Map<string, string>();
  const owners = new Map<string, string>();
  for (const { node, kind, name, objects } of manifests) {
    checkSegment(name);
    const nodeFolder = `${folder}/${kind === 'workload' ? 'workloads' : 'resources'}/${name}`;
    claim(nodes, nodeFolder, node, `the folder ${nodeFolder}`);
    for (const object of objects) {
      const { group, kind: objectKind, namespace, name: objectName } = objectIdentity(object);
      claim(
        owners,
        [group, objectKind, namespace, objectName].join('\n'),
        node,
        `the ${objectKind} "${objectName}"${namespace && ` in the namespace "${namespace}"`}`,
      );
    }
    for (const { fileName, object } of nameObjectFiles(objects)) {
      files.set(`${nodeFolder}/${fileName}`, toYaml(object));
    }
  }
  return files;
}

function claim(owners: Map<string, string>, key: string, node: string, what: string): void {
  const other = owners.get(key);
  if (other !== undefined) {
    throw permanentError(
      other === node
        ? `The node ${node} brings ${what} twice.`
        : `The nodes ${other} and ${node} both bring ${what}. Name one of them differently.`,
    );
  }
  owners.set(key, node);
}
