export type {
  ResolvedContainer,
  ResolvedContainerFile,
  ResolvedContainerVolume,
  ResolvedWorkload,
} from './ResolvedWorkload';
export { resolveWorkload, type WorkloadLookups } from './resolveWorkload';
export { scoreLookup } from './scoreLookup';
export { workloadReferences } from './workloadReferences';
