/**
 * Drivers that render workloads and resources as Kubernetes objects.
 *
 * @packageDocumentation
 */

export { platformOrchestratorModuleKubernetes as default } from './module';
export {
  KubernetesManifestsDriver,
  type KubernetesManifestsInputs,
  type KubernetesManifestsState,
} from './manifests/KubernetesManifestsDriver';
export {
  KubernetesWorkloadDriver,
  type KubernetesWorkloadInputs,
  type KubernetesWorkloadState,
} from './workload/KubernetesWorkloadDriver';
