import type { Problem, ResolvedWorkload } from '@tutti/score';
import type { SecretEntry } from '../secrets/collectSecrets';
import type { KubernetesObject } from './KubernetesObject';
import type { WorkloadKind } from './WorkloadKind';
import type { WorkloadProfile } from './WorkloadProfile';

/** Where and how a workload is rendered. @public */
export interface RenderWorkloadOptions {
  /** Name of the application. */
  application: string;
  environment: {
    /** Name of the environment. */
    id: string;
    uid: string;
  };
  /** The uid of the workload's own ledger row; composed secrets are kept under it. */
  ledgerUid: string;
  /** Unique in the namespace and never changed; pods are selected by it. At most 63 characters. */
  instance: string;
  namespace: string;
  profile?: WorkloadProfile;
  /** Changes when a secret's value does; pods are restarted by it. */
  secretVersion?: string;
  /** Names the Score file in problems. Default `inline`. */
  source?: string;
}

/** A port of a Service, as other nodes read it. @public */
export interface RenderedServicePort {
  port: number;
  targetPort: number;
  protocol: 'TCP' | 'UDP';
}

/** The Service by which a workload is reached. @public */
export interface RenderedService {
  name: string;
  ports: Record<string, RenderedServicePort>;
}

/** What {@link renderWorkload} returns. @public */
export interface RenderedWorkload {
  /** In the order of applying them; empty when a problem is an error. */
  objects: KubernetesObject[];
  kind: WorkloadKind;
  /** Name of the object of that kind. */
  objectName: string;
  /** Absent when the workload has no ports. */
  service?: RenderedService;
  /** The secrets that the workload takes in, sorted by key. */
  secretData: SecretEntry[];
  /** Sorted. */
  problems: Problem[];
}

/** The arguments of {@link renderWorkload}. @public */
export interface RenderWorkloadArguments {
  workload: ResolvedWorkload;
  options: RenderWorkloadOptions;
}
