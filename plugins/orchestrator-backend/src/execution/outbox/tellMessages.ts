import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { Knex } from 'knex';
import { markOutboxFailure } from '../../database/execution/markOutboxFailure';
import { streamOf, type WaitingMessage } from '../../database/execution/readOutbox';
import { messagesBy } from './messagesBy';
import type { LeaseTerm } from './OutboxLease';
import type { OutboxMetrics } from './OutboxMetrics';
import type { OutboxSettlement } from './OutboxSettlement';
import type { OutboxSink } from './OutboxSink';
import { retryDelay, type RetryBounds } from './retryDelay';
import { tellWithin } from './tellWithin';

const LONGEST_ERROR = 1_000;

/** What {@link tellMessages} needs. */
export interface TellMessagesOptions {
  database: Knex;
  logger: LoggerService;
  metrics: OutboxMetrics;
  sink: OutboxSink;
  /** Of the sink's kind, sorted by id. */
  messages: readonly WaitingMessage[];
  settlement: OutboxSettlement;
  /** Streams that are told at the same time. */
  concurrency: number;
  /** Milliseconds that telling one message, or several together, may take. */
  timeout: number;
  retry: RetryBounds;
  term: LeaseTerm;
  /** Called when nothing more is done about a stream for now. */
  onEnd(stream: string): void;
}

/**
 * Tells messages of one kind: what never failed all together where the sink can do that, everything else stream by stream,
 * in order, until one fails or this replica may not any more. A message is removed after it was told, so a crash in
 * between tells it again.
 */
export async function tellMessages(options: TellMessagesOptions): Promise<void> {
  const streams = [...messagesBy(options.messages, streamOf)];
  const together = options.sink.tellTogether
    ? streams.filter(([, messages]) => messages.every(({ attempts }) => attempts === 0))
    : [];
  const waiting = (await toldTogether(options, together))
    ? streams.filter(stream => !together.includes(stream))
    : streams;
  const slots = Array.from({ length: Math.min(options.concurrency, waiting.length) }, async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [stream, messages] = next;
      try {
        await tellOneByOne(options, messages);
      } catch (error) {
        options.logger.warn('Messages of the outbox could not be told yet.', toError(error));
      } finally {
        options.onEnd(stream);
      }
    }
  });
  await Promise.all(slots);
}

/** Returns whether the streams are done with; whoever is to blame when they are not is found out one by one. */
async function toldTogether(
  options: TellMessagesOptions,
  streams: [string, WaitingMessage[]][],
): Promise<boolean> {
  const { sink, messages: all, timeout, term, logger, settlement, metrics, onEnd } = options;
  const isIn = new Set(streams.map(([stream]) => stream));
  const messages = all.filter(message => isIn.has(streamOf(message)));
  if (!sink.tellTogether || messages.length < 2 || !term.mayTell()) {
    return false;
  }
  try {
    await tellWithin(timeout, sink.tellTogether(messages));
  } catch (error) {
    logger.debug('Messages that could not be told together are told one by one.', toError(error));
    return false;
  }
  try {
    await settlement.remove(messages.map(({ id }) => id));
    messages.forEach(message => metrics.told(sink.kind, ageOf(message)));
  } catch (error) {
    logger.warn('Messages that were told are told again.', toError(error));
  } finally {
    streams.forEach(([stream]) => onEnd(stream));
  }
  return true;
}

async function tellOneByOne(
  options: TellMessagesOptions,
  messages: readonly WaitingMessage[],
): Promise<void> {
  const { sink, timeout, term, metrics, settlement } = options;
  const told: string[] = [];
  try {
    for (const message of messages) {
      if (!term.mayTell()) {
        return;
      }
      try {
        await tellWithin(timeout, sink.tell(message));
      } catch (error) {
        if (!(await noteFailure(options, message, toError(error)))) {
          return;
        }
        continue; // set aside
      }
      told.push(message.id);
      metrics.told(sink.kind, ageOf(message));
    }
  } finally {
    await settlement.remove(told);
  }
}

/** Returns whether the message was set aside, so that those behind it can be told. */
async function noteFailure(
  options: TellMessagesOptions,
  message: WaitingMessage,
  error: Error,
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

/** Seconds since it was written, by the two clocks. */
function ageOf({ createdAt }: WaitingMessage): number {
  return (Date.now() - Date.parse(createdAt)) / 1_000;
}
