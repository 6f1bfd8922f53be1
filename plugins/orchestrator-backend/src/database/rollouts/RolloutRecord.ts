import type { RolloutStatus } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { Knex } from 'knex';
import { optional, optionalIsoTime } from '../columns';
import { isoTime } from '../databaseTime';

/** A row of `rollouts` with the name of its definition. */
export interface RolloutRecord {
  uid: string;
  definitionUid: string;
  definition: string;
  version: number;
  defaultBefore?: number;
  /** Names of environment types, wave by wave. */
  waves: string[][];
  /** Counts from 1. */
  wave: number;
  concurrency: number;
  status: RolloutStatus;
  confirmImpact?: string;
  startedBy: string;
  reason?: string;
  /** Absent: nobody has changed the status since the start. */
  changed?: { by?: string; at: string; reason?: string; deploymentUid?: string };
  createdAt: string;
  finishedAt?: string;
}

/** The columns that {@link toRolloutRecord} reads. */
export function selectRollouts(knex: Knex): Knex.QueryBuilder {
  return knex('rollouts')
    .join('definitions', 'definitions.uid', 'rollouts.definition_uid')
    .select('rollouts.*', { definition_name: 'definitions.name' });
}

interface RolloutRow {
  uid: string;
  definition_uid: string;
  definition_name: string;
  version: number;
  default_before: number | null;
  waves: string;
  wave: number;
  concurrency: number;
  status: RolloutStatus;
  confirm_impact: string | null;
  started_by: string;
  reason: string | null;
  status_by: string | null;
  status_reason: string | null;
  status_deployment_uid: string | null;
  status_at: Date | string | null;
  created_at: Date | string;
  finished_at: Date | string | null;
}

/** Turns a row of {@link selectRollouts} into a record. */
export function toRolloutRecord(row: RolloutRow): RolloutRecord {
  return {
    uid: row.uid,
    definitionUid: row.definition_uid,
    definition: row.definition_name,
    version: row.version,
    defaultBefore: optional(row.default_before),
    waves: JSON.parse(row.waves),
    wave: row.wave,
    concurrency: row.concurrency,
    status: row.status,
    confirmImpact: optional(row.confirm_impact),
    startedBy: row.started_by,
    reason: optional(row.reason),
    ...(row.status_at !== null && {
      changed: {
        by: optional(row.status_by),
        at: isoTime(row.status_at),
        reason: optional(row.status_reason),
        deploymentUid: optional(row.status_deployment_uid),
      },
    }),
    createdAt: isoTime(row.created_at),
    finishedAt: optionalIsoTime(row.finished_at),
  };
}
