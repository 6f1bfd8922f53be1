import { type Config, readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds, type HumanDuration } from '@backstage/types';

/** How long records are kept that nothing needs any more; all times in seconds. */
export interface RetentionSettings {
  /** Deployments of each environment that are kept however old they are. Default 50, at least 1. */
  keepLast: number;
  /** Deployments, counted from their end. Default 180 days. */
  deployments: number;
  /** Plans of deployments, counted from the end of the deployment. Default 90 days. */
  plans: number;
  /** Logs of deployments, counted from the end of the deployment. Default 30 days. */
  logs: number;
  /** Effects whose outcome is known. Default 90 days. */
  journal: number;
  /** Deployment sets that nothing refers to. Default a day; at least an hour. */
  sets: number;
  /** Impact reports that no rollout was confirmed by. Default 30 days. */
  impactReports: number;
  /** First answers under idempotency keys. Default 24 hours. */
  idempotencyKeys: number;
  /** Messages that could not be told and were set aside. Default 30 days. */
  outbox: number;
}

const HOUR = 60 * 60;
const DAY = 24 * HOUR;

/** The settings of an installation that configures nothing. */
export const DEFAULT_RETENTION_SETTINGS: RetentionSettings = {
  keepLast: 50,
  deployments: 180 * DAY,
  plans: 90 * DAY,
  logs: 30 * DAY,
  journal: 90 * DAY,
  sets: DAY,
  impactReports: 30 * DAY,
  idempotencyKeys: DAY,
  outbox: 30 * DAY,
};

/** What is shorter could take something away that is just being written. */
const SHORTEST = HOUR;

/**
 * Reads `platformOrchestrator.retention`; durations are Backstage's human durations such as `{ days: 30 }` or `30d`.
 *
 * @throws InputError for a setting that would remove what is still in use.
 */
export function readRetentionSettings(config: Config): RetentionSettings {
  const retention = config.getOptionalConfig('platformOrchestrator.retention');
  const seconds = (key: Exclude<keyof RetentionSettings, 'keepLast'>): number => {
    if (!retention?.has(key)) {
      return DEFAULT_RETENTION_SETTINGS[key];
    }
    const duration = readDurationFromConfig(retention, { key }) as HumanDuration;
    const value = durationToMilliseconds(duration) / 1_000;
    if (value < SHORTEST) {
      throw new InputError(
        `platformOrchestrator.retention.${key} is shorter than an hour, in which something may still need what it ` +
          'would remove. Give at least { hours: 1 }.',
      );
    }
    return value;
  };
  const keepLast = retention?.getOptionalNumber('keepLast') ?? DEFAULT_RETENTION_SETTINGS.keepLast;
  if (!Number.isInteger(keepLast) || keepLast < 1) {
    throw new InputError(
      `platformOrchestrator.retention.keepLast is ${keepLast}. Give a whole number of at least 1: the last deployment ` +
        'of an environment is never removed, so that numbers stay unique.',
    );
  }
  return {
    keepLast,
    deployments: seconds('deployments'),
    plans: seconds('plans'),
    logs: seconds('logs'),
    journal: seconds('journal'),
    sets: seconds('sets'),
    impactReports: seconds('impactReports'),
    idempotencyKeys: seconds('idempotencyKeys'),
    outbox: seconds('outbox'),
  };
}
