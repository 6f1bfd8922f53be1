export type { KubernetesObject } from './KubernetesObject';
export { isWorkloadKind, WORKLOAD_KINDS, type WorkloadKind } from './WorkloadKind';
export type {
  ProbeTimings,
  ResourceRequirements,
  SecretStoreReference,
  WorkloadProfile,
} from './WorkloadProfile';
export type {
  RenderedService,
  RenderedServicePort,
  RenderedWorkload,
  RenderWorkloadArguments,
  RenderWorkloadOptions,
} from './RenderWorkload';
