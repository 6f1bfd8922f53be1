import type { NodeId } from '@tutti/planner';
import type { DeploymentStatus } from './deployments';

/** How far a rollout is. `paused`: by a person, or because a deployment of it failed. */
export type RolloutStatus = 'running' | 'paused' | 'succeeded' | 'stopped';

/** How far a rollout is in one environment. `skipped`: it was passed over, and says why. */
export type RolloutEnvironmentStatus = 'pending' | 'running' | 'succeeded' | 'failed' | 'skipped';

/** Body of `POST /definitions/{name}/rollouts`. */
export interface StartRolloutRequest {
  version: number;
  /** Environment types, wave by wave; each at most once. Default: every type in its order, one wave each. */
  waves?: string[][];
  /** Environments of a wave that are worked on at a time, 1 to 100. Default 5. */
  concurrency?: number;
  /** Uid of the impact report that shows what the rollout takes away, where it takes something away. */
  confirmImpact?: string;
  /** Why, for those who read the history. */
  reason?: string;
}

/** Body of the routes that pause and stop a rollout. */
export interface ChangeRolloutRequest {
  reason?: string;
}

/** Body of `POST /rollouts/{uid}/resume`. */
export interface ResumeRolloutRequest extends ChangeRolloutRequest {
  /** Takes the place of the report that was confirmed before: more than that would be taken away by now. */
  confirmImpact?: string;
}

/** What the environments of a rollout are cut down to. */
export interface RolloutEnvironmentsFilter {
  status?: RolloutEnvironmentStatus;
}

/** What a rollout does in one environment. */
export interface RolloutEnvironmentView {
  application: string;
  environment: string;
  environmentUid: string;
  environmentType: string;
  /** Counts from 1. */
  wave: number;
  status: RolloutEnvironmentStatus;
  /** Why it failed or was skipped. */
  reason?: string;
  /** The last deployment that the rollout made here. */
  deployment?: { uid: string; number: number; status: DeploymentStatus };
  /** Nodes that the deployment brings to the version; known once there is one. */
  nodes: NodeId[];
  /** Nodes of the definition that pins keep where they are. */
  pinned: NodeId[];
}

/** A staged rollout of a version of a definition. */
export interface RolloutView {
  uid: string;
  definition: string;
  version: number;
  /** The default version when it began, or when a person last resumed it; absent: there was none. */
  defaultBefore?: number;
  status: RolloutStatus;
  waves: string[][];
  /** The wave that is under way, or was the last one to begin; counts from 1. */
  wave: number;
  concurrency: number;
  startedBy: string;
  /** Why it was started. */
  reason?: string;
  /** ISO 8601. */
  createdAt: string;
  /** Who changed the status, when and why; without `by` the rollout did it itself. */
  changed?: { by?: string; at: string; reason?: string; deploymentUid?: string };
  /** ISO 8601. */
  finishedAt?: string;
  /** Environments by status, also those that the caller may not see. */
  summary: Partial<Record<RolloutEnvironmentStatus, number>>;
}
