import type { Workload } from '@tutti/score';

/** Where a workload's Score file came from; a workload is bound to its source. */
export interface WorkloadSource {
  repository: string;
  path: string;
}

/** One workload of a deployment set: its Score file after upgrades, overrides and images. */
export interface WorkloadEntry {
  workload: Workload;
  source?: WorkloadSource;
  /** The name that it had, while something of it is still there under that name. */
  renamedFrom?: string;
}

/** The whole desired state of an environment: content-addressed, without secret values. */
export interface DeploymentSet {
  workloads: Record<string, WorkloadEntry>;
}

/** A change to a set; what a submission carries. */
export interface DeploymentDelta {
  /** Workloads added or changed, by name. */
  upsert: Record<string, WorkloadEntry>;
  /** Names of workloads taken out. */
  remove: string[];
}

/** The set of an environment in which nothing has been deployed. */
export const EMPTY_SET: DeploymentSet = { workloads: {} };

/** Why a deployment was made (`model.md`, Statuses). */
export type DeploymentKind =
  'deploy' | 'destroy' | 'rollback' | 'promote' | 'clone' | 'refresh' | 'rollout' | 'drift-repair';
