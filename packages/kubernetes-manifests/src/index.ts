/**
 * Turns a Score workload and its outputs into Kubernetes objects.
 *
 * @packageDocumentation
 */

export * from './model';
export { commonLabels } from './labels/workloadLabels';
export { objectIdentity, type ObjectIdentity } from './names/objectIdentity';
export { orderObjects } from './order/orderObjects';
export { collectSecrets, type SecretEntry } from './secrets/collectSecrets';
export {
  ledgerRemoteReference,
  remoteReference,
  type RemoteReference,
} from './secrets/remoteReference';
export {
  renderExternalSecret,
  type RenderExternalSecretOptions,
} from './secrets/renderExternalSecret';
export { nameObjectFiles, objectFileName } from './text/objectFileName';
export { toYaml } from './text/toYaml';
export { renderWorkload } from './workload/renderWorkload';
export { SECRET_VERSION_ANNOTATION } from './workload/annotations';
