import { type Config, ConfigReader, readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds, type HumanDuration, type JsonObject } from '@backstage/types';

/** Bounds of one driver. */
export interface DriverSettings {
  /** Nodes that this process works on with it at the same time, in all deployments. Default: no limit. */
  concurrency?: number;
  /** One operation of one node, in milliseconds; comes before what the driver itself says. */
  timeout?: number;
}

/** Bounds of all environments of one type. */
export interface EnvironmentTypeSettings {
  /** Nodes that this process works on in them at the same time. Default: no limit. */
  concurrency?: number;
}

/** Bounds of execution; all times in milliseconds. */
export interface ExecutionSettings {
  /** Whether this process answers bells at all; false: it serves the API only. Default true. */
  enabled: boolean;
  /** Nodes of one deployment that are worked on at the same time. Default 8. */
  nodeConcurrency: number;
  /** By id of the driver. */
  drivers: Record<string, DriverSettings>;
  /** By name. */
  environmentTypes: Record<string, EnvironmentTypeSettings>;
  /** One operation of one node, retries included, where neither configuration nor driver say otherwise. Default 15 minutes. */
  nodeTimeout: number;
  /** One deployment from planning to its end. Default 2 hours; below a day. */
  deploymentTimeout: number;
  /** How often a node is tried again after a transient error. Default 5. */
  retries: number;
  /** The first wait between two tries; doubles each time, with jitter, up to 30 s. Default 1 second. */
  retryDelay: number;
  /** The first wait after an error that nobody expects; doubles each time, six tries in all. Default 500 ms. */
  errorDelay: number;
  /** How often a worker looks whether it shall cancel. Default 1 second. */
  cancelPoll: number;
  /** How long a driver that was told to stop may still take. Default 10 seconds. */
  abortGrace: number;
  /** How often lanes with something to do are rung again. Default 30 seconds. */
  ringInterval: number;
}

/** The settings of an installation that configures nothing. */
export const DEFAULT_EXECUTION_SETTINGS: ExecutionSettings = {
  enabled: true,
  nodeConcurrency: 8,
  drivers: {},
  environmentTypes: {},
  nodeTimeout: 15 * 60_000,
  deploymentTimeout: 2 * 60 * 60_000,
  retries: 5,
  retryDelay: 1_000,
  errorDelay: 500,
  cancelPoll: 1_000,
  abortGrace: 10_000,
  ringInterval: 30_000,
};

/**
 * Reads `platformOrchestrator.worker.{enabled,nodeConcurrency,nodeTimeout,deploymentTimeout,retries}`,
 * `platformOrchestrator.drivers.<id>.{concurrency,timeout}` and `platformOrchestrator.environmentTypes.<name>.concurrency`;
 * durations are Backstage's human durations such as `{ minutes: 15 }` or `15m`.
 *
 * @throws InputError for a limit that is no whole number from 1.
 */
export function readExecutionSettings(config: Config): ExecutionSettings {
  const root = config.getOptionalConfig('platformOrchestrator');
  const worker = root?.getOptionalConfig('worker');
  const defaults = DEFAULT_EXECUTION_SETTINGS;
  return {
    ...defaults,
    enabled: worker?.getOptionalBoolean('enabled') ?? true,
    nodeConcurrency: readLimit(worker, 'nodeConcurrency') ?? defaults.nodeConcurrency,
    drivers: readEach(root, 'drivers', driver => ({
      concurrency: readLimit(driver, 'concurrency'),
      timeout: readDuration(driver, 'timeout'),
    })),
    environmentTypes: readEach(root, 'environmentTypes', type => ({
      concurrency: readLimit(type, 'concurrency'),
    })),
    nodeTimeout: readDuration(worker, 'nodeTimeout') ?? defaults.nodeTimeout,
    deploymentTimeout: readDuration(worker, 'deploymentTimeout') ?? defaults.deploymentTimeout,
    retries: worker?.getOptionalNumber('retries') ?? defaults.retries,
  };
}

function readEach<T>(
  root: Config | undefined,
  key: string,
  read: (each: Config) => T,
): Record<string, T> {
  const config = root?.getOptionalConfig(key);
  // Names may hold dots, which separate keys of a configuration; so the object is read as a whole.
  const values = config?.get<Record<string, JsonObject>>() ?? {};
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, read(new ConfigReader(value, name))]),
  );
}

function readDuration(config: Config | undefined, key: string): number | undefined {
  return config?.has(key)
    ? durationToMilliseconds(readDurationFromConfig(config, { key }) as HumanDuration)
    : undefined;
}

function readLimit(config: Config | undefined, key: string): number | undefined {
  const limit = config?.getOptionalNumber(key);
  if (limit !== undefined && (!Number.isInteger(limit) || limit < 1)) {
    throw new InputError(
      `The limit ${key} in platformOrchestrator is ${limit}: write a whole number from 1, or leave it out for the default.`,
    );
  }
  return limit;
}
