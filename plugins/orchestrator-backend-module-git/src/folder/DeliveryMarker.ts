import { conflictError, type Fence } from '@tutti/backstage-plugin-platform-orchestrator-node';
import { toYaml } from '@tutti/kubernetes-manifests';
import { readProperty, readYaml, type JsonValue } from '@tutti/score';

/** The file in an environment's folder that says whose it is. */
export const MARKER_FILE = '.tutti.yaml';

/** Who wrote an environment's folder last, and with which right. */
export interface DeliveryMarker {
  application: string;
  environment: { id: string; uid: string };
  /** The delivery's node: an environment has one for each of its clusters. */
  node: string;
  deployment: { uid: string; number: number };
  fence: Fence;
}

/**
 * Writes a marker. It is a ConfigMap that tools are told to leave alone, since they read all YAML files of a folder and
 * would stumble over anything else: `local-config` tells kustomize, and so Flux, `hook: Skip` tells Argo CD.
 */
export function writeMarker(marker: DeliveryMarker): string {
  const { application, environment, node, deployment, fence } = marker;
  const comment =
    '# Tutti writes the folders beside this file; what is changed there by hand is lost at the next deployment.\n';
  return (
    comment +
    toYaml({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: {
        name: `tutti-${application}-${environment.id}`,
        annotations: {
          'argocd.argoproj.io/hook': 'Skip',
          'config.kubernetes.io/local-config': 'true',
        },
      },
      data: {
        application,
        environment: environment.id,
        environmentUid: environment.uid,
        node,
        deployment: deployment.uid,
        number: String(deployment.number),
        epoch: String(fence.epoch),
        counter: String(fence.counter),
      },
    })
  );
}

/**
 * Reads a marker.
 *
 * @throws DriverError of class `conflict` when the text is none: then nobody knows whose folder it is.
 */
export function readMarker(text: string, path: string): DeliveryMarker {
  const { documents } = readYaml(text, { source: path });
  const data: JsonValue | undefined = readProperty(documents[0]?.value, 'data');
  const read = (name: string) => {
    const value = readProperty(data, name);
    if (typeof value !== 'string' || value === '') {
      throw conflictError(
        `The file ${path} does not say to which environment the folder belongs ("${name}" is missing). Restore it from the history of the repository, or remove the folder.`,
        path,
      );
    }
    return value;
  };
  return {
    application: read('application'),
    environment: { id: read('environment'), uid: read('environmentUid') },
    node: read('node'),
    deployment: { uid: read('deployment'), number: Number(read('number')) },
    fence: { epoch: Number(read('epoch')), counter: Number(read('counter')) },
  };
}
