import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { Knex } from 'knex';
import { deleteOutbox } from '../../database/execution/deleteOutbox';
import { markOutboxFailure } from '../../database/execution/markOutboxFailure';
import { readOutboxStream, type WaitingMessage } from '../../database/execution/readOutboxStream';
import type { OutboxMetrics } from './OutboxMetrics';
import type { OutboxSink } from './OutboxSink';
import { retryDelay, type RetryBounds } from './retryDelay';
import { tellWithin } from './tellWithin';

const BATCH = 100;
const LONGEST_ERROR = 1_000;

/** What {@link tellStream} needs. */
export interface OutboxStreamOptions {
  database: Knex;
  logger: LoggerService;
  metrics: OutboxMetrics;
  sink: OutboxSink;
  environmentUid: string;
  /** Milliseconds that telling one message may take. */
  timeout: number;
  retry: RetryBounds;
  /** Whether this replica may still tell; asked before every message. */
  mayTell(): boolean;
}

/**
 * Tells the messages of one kind about one environment, in their order, until there are none, one fails, or this replica
 * may not any more. A message is removed after it was told, so a crash in between tells it again.
 */
export async function tellStream(options: OutboxStreamOptions): Promise<void> {
  const { database, sink, environmentUid, mayTell } = options;
  const stream = { kind: sink.kind, environmentUid, limit: BATCH };
  for (;;) {
    const messages = await readOutboxStream(database, stream);
    if (messages.length === 0) {
      return;
    }
    const { told, failure } = await tellAll(options, messages);
    await deleteOutbox(database, told);
    if (!mayTell() || (failure && !(await noteFailure(options, failure)))) {
      return;
    }
  }
}

interface Failure {
  message: WaitingMessage;
  error: Error;
}

async function tellAll(
  options: OutboxStreamOptions,
  messages: WaitingMessage[],
): Promise<{ told: string[]; failure?: Failure }> {
  const { sink, timeout, mayTell, metrics } = options;
  const told: string[] = [];
  for (const message of messages) {
    if (!mayTell()) {
      break;
    }
    try {
      await tellWithin(timeout, sink.tell(message));
    } catch (error) {
      return { told, failure: { message, error: toError(error) } };
    }
    told.push(message.id);
    metrics.told(sink.kind, (Date.now() - Date.parse(message.createdAt)) / 1_000);
  }
  return { told };
}

/** Returns whether the message was set aside, so that those behind it can be told. */
async function noteFailure(
  options: OutboxStreamOptions,
  { message, error }: Failure,
): Promise<boolean> {
  const { database, logger, metrics, sink, retry } = options;
  const setAside = await markOutboxFailure(database, {
    id: message.id,
    error: error.message.slice(0, LONGEST_ERROR),
    retryIn: retryDelay(message.attempts, retry),
    patience: sink.patience,
  });
  const named = `The message ${message.id} of the outbox (${message.kind}, ${message.topic}, ${message.environmentUid})`;
  if (setAside) {
    metrics.setAside(sink.kind);
    logger.error(`${named} is set aside after ${message.attempts + 1} attempts.`, error);
  } else {
    metrics.failed(sink.kind);
    logger.warn(`${named} could not be told yet.`, error);
  }
  return setAside;
}
