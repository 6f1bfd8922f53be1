export type {
  Container,
  ContainerBefore,
  ContainerFile,
  ContainerResources,
  ContainerVolume,
  ExecProbe,
  HttpProbe,
  Probe,
  Resource,
  ResourceMetadata,
  ResourceQuantities,
  ServicePort,
  Workload,
  WorkloadMetadata,
  WorkloadService,
} from './Workload';
export type { ReadScoreOptions, ScoreFile } from './ReadScoreOptions';
export { readScore } from './readScore';
export { scoreSchema } from './scoreSchema';
