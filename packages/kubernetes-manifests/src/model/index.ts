export type { KubernetesObject } from './KubernetesObject';
export { isWorkloadKind, WORKLOAD_KINDS, type WorkloadKind } from './WorkloadKind';
export type { JsonPatchOperation, PatchTarget, ProfilePatch } from './ProfilePatch';
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
