import type {
  DeploymentStatus,
  RolloutEnvironmentStatus,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { NodeId } from '@tutti/planner';
import type { Knex } from 'knex';
import { optional } from '../columns';

/** A row of `rollout_environments` with names, and with the deployment as it stands. */
export interface RolloutEnvironmentRecord {
  rolloutUid: string;
  environmentUid: string;
  application: string;
  environment: string;
  environmentType: string;
  /** Counts from 1. */
  wave: number;
  status: RolloutEnvironmentStatus;
  reason?: string;
  deployment?: { uid: string; number: number; status: DeploymentStatus; error?: string };
  nodes: NodeId[];
  pinned: NodeId[];
}

/** The columns that {@link toRolloutEnvironmentRecord} reads. */
export function selectRolloutEnvironments(knex: Knex): Knex.QueryBuilder {
  return knex('rollout_environments')
    .join('environments', 'environments.uid', 'rollout_environments.environment_uid')
    .join('applications', 'applications.uid', 'environments.application_uid')
    .leftJoin('deployments', 'deployments.uid', 'rollout_environments.deployment_uid')
    .select('rollout_environments.*', {
      application_name: 'applications.name',
      environment_name: 'environments.name',
      environment_type: 'environments.type',
      deployment_number: 'deployments.number',
      deployment_status: 'deployments.status',
      deployment_error: 'deployments.error',
    });
}

interface RolloutEnvironmentRow {
  rollout_uid: string;
  environment_uid: string;
  application_name: string;
  environment_name: string;
  environment_type: string;
  wave: number;
  status: RolloutEnvironmentStatus;
  reason: string | null;
  deployment_uid: string | null;
  deployment_number: number | null;
  deployment_status: DeploymentStatus | null;
  deployment_error: string | null;
  nodes: string;
  pinned: string;
}

/** Turns a row of {@link selectRolloutEnvironments} into a record. */
export function toRolloutEnvironmentRecord(row: RolloutEnvironmentRow): RolloutEnvironmentRecord {
  const { deployment_uid: uid, deployment_number: number, deployment_status: status } = row;
  return {
    rolloutUid: row.rollout_uid,
    environmentUid: row.environment_uid,
    application: row.application_name,
    environment: row.environment_name,
    environmentType: row.environment_type,
    wave: row.wave,
    status: row.status,
    reason: optional(row.reason),
    ...(uid !== null &&
      number !== null &&
      status !== null && {
        deployment: { uid, number, status, error: optional(row.deployment_error) },
      }),
    nodes: JSON.parse(row.nodes),
    pinned: JSON.parse(row.pinned),
  };
}
