import {
  driverErrorClass,
  type Driver,
  type DriverErrorClass,
  type NodeManifests,
} from '@tutti/backstage-plugin-platform-orchestrator-node';
import type { JsonObject } from '@tutti/score';
import type { LedgerEntry } from '../../database/ledger/LedgerEntry';
import type { DriverAnswer } from '../drivers/DriverInvoker';
import { openAdoption } from '../drivers/openAdoption';
import { openDriverContext } from '../drivers/createDriverContext';
import { DriverAnswerError } from '../drivers/DriverAnswerError';
import { DriverUnresponsiveError } from '../drivers/DriverUnresponsiveError';
import { NodeTimeoutError } from '../drivers/NodeTimeoutError';
import { openDriverMemory } from '../drivers/openDriverMemory';
import { withRetries } from '../drivers/withRetries';
import { createGenerate } from './createGenerate';
import { phaseOf } from './phaseOf';
import type { NodeWork, WorkedNode } from './NodeWork';

/** Reasons for which somebody else goes on with the node, so that nothing is written about it here. */
const HANDED_OVER = new Set(['BellLostError', 'QueueStoppedError', 'FenceLostError']);

/**
 * What a driver knows to have failed. After the last try of a transient error nobody knows whether the effect happened
 * before the connection broke.
 */
const DEFINITE = new Set<DriverErrorClass>(['permanent', 'conflict']);

/** What came of calling a driver. */
export type DriverOutcome<T> =
  | { kind: 'done'; result: T }
  /** `definite`: the driver said so; otherwise nobody knows how far it got, if it was asked at all. */
  | { kind: 'failed'; error: unknown; definite: boolean };

/** What {@link callDriver} calls a driver with. */
export interface DriverCallOptions {
  driver: Driver;
  /** The incarnation; of `adopt` as the driver left it that made it. */
  entry: LedgerEntry;
  /** With `$secret` marks; replaced by clear text just before the call unless the driver takes references. */
  inputs: JsonObject;
  params: JsonObject;
  idempotencyKey: string;
  manifests?: NodeManifests[];
}

/**
 * Calls a driver for one node, with secrets freshly read, bounded by a timeout (that of the configuration for the driver,
 * else the driver's own, else the worker's), and tried again after transient errors under the same idempotency key.
 *
 * @throws the reason of the abort when the lane is lost or this process stops: then nothing is written about it.
 */
export async function callDriver<K extends 'apply' | 'adopt' | 'read' | 'destroy'>(
  work: NodeWork,
  worked: WorkedNode,
  operation: K,
  options: DriverCallOptions,
): Promise<DriverOutcome<DriverAnswer<K>>> {
  const { run } = work;
  const { services, redactor } = run;
  const { settings } = services;
  const { driver, entry } = options;
  const timeout = settings.drivers[driver.id]?.timeout ?? driver.timeout ?? settings.nodeTimeout;
  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(new NodeTimeoutError(timeout)), timeout);
  const signal = AbortSignal.any([run.signal, deadline.signal]);
  const { position } = worked;
  let isDriversAnswer = false;
  const attempt = async () => {
    isDriversAnswer = false;
    const inputs =
      driver.secretInputs === 'reference'
        ? options.inputs
        : await services.secretStores.reveal(options.inputs, secret => redactor.register(secret), {
            signal,
          });
    const known =
      operation === 'adopt'
        ? { adopting: await openAdoption(run, driver, entry, signal) }
        : openDriverMemory(services, driver, entry, redactor);
    const { context, close } = openDriverContext(run, {
      node: worked.node.node,
      resource: { type: entry.type, class: entry.class, id: entry.id },
      ledgerUid: entry.uid,
      name: entry.name,
      inputs: inputs as JsonObject,
      params: options.params,
      ...known,
      idempotencyKey: options.idempotencyKey,
      signal,
      phase: phaseOf(worked.node),
      generate: createGenerate(work, entry.uid),
      manifests: options.manifests,
    });
    isDriversAnswer = true;
    try {
      return await services.invoker.invoke(driver, operation, context);
    } finally {
      close();
    }
  };
  try {
    const result = await withRetries(
      {
        retries: settings.retries,
        delay: settings.retryDelay,
        signal,
        onRetry: async (error, delay) => {
          services.telemetry.count('driverRetries', { driver: driver.id, operation });
          await run.write({
            nodes: [{ position, from: worked.status, to: worked.status, attempt: true }],
            lines: [
              {
                level: 'warn',
                phase: phaseOf(worked.node),
                node: worked.node.node,
                message: `${(error as Error).message} Trying again in ${(delay / 1000).toFixed(1)} s.`,
              },
            ],
          });
        },
      },
      attempt,
    );
    return { kind: 'done', result };
  } catch (error) {
    if (isFenceLost(error)) {
      throw error;
    }
    if (run.signal.aborted) {
      const { reason } = run.signal;
      if (HANDED_OVER.has(reason.name)) {
        throw reason;
      }
      const unanswered = error instanceof DriverUnresponsiveError;
      return { kind: 'failed', error: unanswered ? error : reason, definite: false };
    }
    if (error instanceof DriverUnresponsiveError) {
      return { kind: 'failed', error, definite: false };
    }
    if (deadline.signal.aborted) {
      return { kind: 'failed', error: deadline.signal.reason, definite: false };
    }
    if (error instanceof DriverAnswerError) {
      return { kind: 'failed', error, definite: false };
    }
    const definite = isDriversAnswer && DEFINITE.has(driverErrorClass(error));
    return { kind: 'failed', error, definite };
  } finally {
    clearTimeout(timer);
  }
}

function isFenceLost(error: unknown): boolean {
  return (error as Error).name === 'FenceLostError';
}
