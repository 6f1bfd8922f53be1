import {
  driverErrorClass,
  type Driver,
  type NodeManifests,
} from '@tutti/backstage-plugin-platform-orchestrator-node';
import type { JsonObject } from '@tutti/score';
import type { LedgerEntry } from '../../database/ledger/LedgerEntry';
import { createDriverContext } from '../drivers/createDriverContext';
import { openDriverMemory } from '../drivers/openDriverMemory';
import { withRetries } from '../drivers/withRetries';
import { createGenerate } from './createGenerate';
import { phaseOf } from './phaseOf';
import type { NodeWork, WorkedNode } from './NodeWork';

/** Reasons for which somebody else goes on with the node, so that nothing is written about it here. */
const HANDED_OVER = new Set(['BellLostError', 'QueueStoppedError', 'FenceLostError']);

/** What came of calling a driver. */
export type DriverOutcome<T> =
  | { kind: 'done'; result: T }
  /** `definite`: the driver said so; otherwise it was stopped, and nobody knows how far it got. */
  | { kind: 'failed'; error: unknown; definite: boolean };

/** What {@link callDriver} calls a driver with. */
export interface DriverCallOptions {
  driver: Driver;
  entry: LedgerEntry;
  /** With `$secret` marks; replaced by clear text just before the call unless the driver takes references. */
  inputs: JsonObject;
  params: JsonObject;
  idempotencyKey: string;
  manifests?: NodeManifests[];
}

/**
 * Calls a driver for one node, with secrets freshly read, bounded by the node's timeout, and tried again after transient
 * errors under the same idempotency key.
 *
 * @throws the reason of the abort when the lane is lost or this process stops: then nothing is written about it.
 */
export async function callDriver<K extends 'apply' | 'destroy'>(
  work: NodeWork,
  worked: WorkedNode,
  operation: K,
  options: DriverCallOptions,
): Promise<DriverOutcome<Awaited<ReturnType<Driver[K]>>>> {
  const { run } = work;
  const { services, redactor } = run;
  const { settings } = services;
  const { driver, entry } = options;
  const deadline = AbortSignal.timeout(settings.nodeTimeout);
  const signal = AbortSignal.any([run.signal, deadline]);
  const { position } = worked;
  const attempt = async () => {
    const inputs =
      driver.secretInputs === 'reference'
        ? options.inputs
        : await services.secretStores.reveal(options.inputs, secret => redactor.register(secret), {
            signal,
          });
    const context = createDriverContext(run, {
      node: worked.node.node,
      resource: { type: entry.type, class: entry.class, id: entry.id },
      ledgerUid: entry.uid,
      name: entry.name,
      inputs: inputs as JsonObject,
      params: options.params,
      ...openDriverMemory(services, driver, entry, redactor),
      idempotencyKey: options.idempotencyKey,
      signal,
      phase: phaseOf(worked.node),
      generate: createGenerate(work, entry.uid),
      manifests: options.manifests,
    });
    return services.invoker.invoke(driver, operation, context);
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
      return { kind: 'failed', error: reason, definite: false };
    }
    if (deadline.aborted) {
      const seconds = Math.round(settings.nodeTimeout / 1000);
      const timeout = new Error(
        `It did not end within ${seconds} seconds (platformOrchestrator.worker.nodeTimeout).`,
      );
      return { kind: 'failed', error: timeout, definite: false };
    }
    return { kind: 'failed', error, definite: driverErrorClass(error) !== 'cancelled' };
  }
}

function isFenceLost(error: unknown): boolean {
  return (error as Error).name === 'FenceLostError';
}
