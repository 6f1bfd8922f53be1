import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { insertOutbox } from '../../database/execution/insertOutbox';
import { claimDeliveries } from '../../database/webhooks/claimDeliveries';
import type { DeliveryRecord } from '../../database/webhooks/DeliveryRecord';
import { disableWebhook } from '../../database/webhooks/disableWebhook';
import { listDueWebhooks } from '../../database/webhooks/listDueWebhooks';
import { listWebhooks } from '../../database/webhooks/listWebhooks';
import { noteWebhookOutcome } from '../../database/webhooks/noteWebhookOutcome';
import { settleDelivery } from '../../database/webhooks/settleDelivery';
import { retryDelay, type RetryBounds } from '../../execution/outbox/retryDelay';
import { Wakeup } from '../../execution/queue/Wakeup';
import type { WebhookCiphers } from '../WebhookCiphers';
import type { WebhookSettings } from '../WebhookSettings';
import { WEBHOOK_DISABLED_TOPIC } from '../webhookDisabled';
import { postDelivery, type PostOutcome } from './postDelivery';
import { signDelivery } from './signDelivery';
import type { TargetGuard } from './TargetGuard';

/** Deliveries that one replica sends at the same time, to all webhooks and to one. */
const CONCURRENCY = 32;
const PER_WEBHOOK = 2;
/** A delivery holds back later ones about its environment for so many seconds. */
const HOLD_SECONDS = 15 * 60;
/** Seconds on top of the timeout after which another replica may send what this one claimed. */
const CLAIM_MARGIN = 30;
/** A webhook is not disabled before it failed so often, however long ago it began. */
const LEAST_FAILURES = 10;
const RETRY: RetryBounds = { first: 10, longest: 60 * 60 };
const POLL = 5_000;

/** What {@link DeliveryWorker.create} needs. */
export interface DeliveryWorkerOptions {
  database: Knex;
  logger: LoggerService;
  ciphers: WebhookCiphers;
  guard: TargetGuard;
  settings: Pick<WebhookSettings, 'timeout' | 'disableAfter'>;
  /** When a delivery that failed is tried again; for tests. */
  retry?: RetryBounds;
  /** Milliseconds between looks when nobody wakes it; for tests. */
  poll?: number;
}

/**
 * Sends what waits for webhooks, on any replica: a delivery is claimed before it is sent, by the database's clock, so that
 * two replicas send it twice only when one of them stops half-way. Webhooks do not wait for each other, since each has few
 * slots of many. Within a webhook deliveries about one environment go in their order, except behind one that has failed
 * for a quarter of an hour; the body's `sequence` shows it.
 */
export class DeliveryWorker {
  readonly #options: DeliveryWorkerOptions;
  readonly #wakeup = new Wakeup();
  readonly #sending = new Map<string, number>();
  readonly #work = new Set<Promise<void>>();
  #loop: Promise<void> | undefined;
  #stopping = false;

  private constructor(options: DeliveryWorkerOptions) {
    this.#options = options;
  }

  static create(options: DeliveryWorkerOptions): DeliveryWorker {
    return new DeliveryWorker(options);
  }

  start(): void {
    this.#loop = this.#run();
  }

  /** Looks at once. */
  wake(): void {
    this.#wakeup.wake();
  }

  /** Stops; what is being sent is waited for. */
  async stop(): Promise<void> {
    this.#stopping = true;
    this.#wakeup.wake();
    await this.#loop;
    await Promise.all(this.#work);
  }

  async #run(): Promise<void> {
    const { logger, poll = POLL } = this.#options;
    while (!this.#stopping) {
      try {
        await this.#begin();
      } catch (error) {
        logger.warn('Deliveries to webhooks could not be read yet.', error as Error);
      }
      await this.#wakeup.wait(poll);
    }
  }

  async #begin(): Promise<void> {
    const { database, settings } = this.#options;
    for (const webhookUid of await listDueWebhooks(database)) {
      const limit = Math.min(
        PER_WEBHOOK - (this.#sending.get(webhookUid) ?? 0),
        CONCURRENCY - this.#work.size,
      );
      if (limit > 0) {
        const claimed = await claimDeliveries(database, {
          ...{ webhookUid, limit, holdSeconds: HOLD_SECONDS },
          seconds: settings.timeout + CLAIM_MARGIN,
        });
        for (const delivery of claimed) {
          this.#send(delivery);
        }
      }
    }
  }

  #send(delivery: DeliveryRecord): void {
    const { logger } = this.#options;
    const { uid, webhookUid } = delivery;
    this.#sending.set(webhookUid, (this.#sending.get(webhookUid) ?? 0) + 1);
    const work = this.#deliver(delivery)
      .catch(error => logger.warn(`The delivery ${uid} could not be settled yet.`, error as Error))
      .finally(() => {
        this.#work.delete(work);
        const left = (this.#sending.get(webhookUid) ?? 1) - 1;
        if (left > 0) {
          this.#sending.set(webhookUid, left);
        } else {
          this.#sending.delete(webhookUid);
        }
        this.#wakeup.wake();
      });
    this.#work.add(work);
  }

  async #deliver(delivery: DeliveryRecord): Promise<void> {
    const { database, logger, settings, retry = RETRY } = this.#options;
    const { uid, webhookUid, attempts } = delivery;
    const outcome = await this.#post(delivery);
    if (!outcome) {
      return; // the webhook was removed, and its deliveries with it
    }
    await settleDelivery(database, { uid, ...outcome, retryIn: retryDelay(attempts, retry) });
    const delivered = outcome.error === undefined;
    if (!delivered) {
      logger.warn(`The delivery ${uid} to the webhook ${webhookUid} failed: ${outcome.error}`);
    }
    const hopeless = await noteWebhookOutcome(database, {
      ...{ uid: webhookUid, delivered, leastFailures: LEAST_FAILURES },
      disableAfter: settings.disableAfter,
    });
    if (hopeless) {
      await this.#disable(webhookUid, outcome.error ?? '');
    }
  }

  async #post(delivery: DeliveryRecord): Promise<PostOutcome | undefined> {
    const { database, ciphers, guard, settings } = this.#options;
    const { uid, webhookUid, body } = delivery;
    const [webhook] = await listWebhooks(database, { uid: webhookUid });
    if (!webhook) {
      return undefined;
    }
    const headers = signDelivery({
      ...{ uid, body, seconds: Math.floor(Date.now() / 1_000) },
      secret: ciphers.open(webhookUid, 'secret', webhook.secret),
    });
    const url = ciphers.open(webhookUid, 'url', webhook.url);
    return postDelivery({ url, body, headers, guard, timeout: settings.timeout });
  }

  async #disable(uid: string, error: string): Promise<void> {
    const { database, logger } = this.#options;
    const reason = `It was disabled because nothing could be delivered for a long time. ${error}`;
    await database.transaction(async transaction => {
      if (await disableWebhook(transaction, uid, reason)) {
        await insertOutbox(transaction, uid, [
          { kind: 'notification', topic: WEBHOOK_DISABLED_TOPIC, payload: { uid } },
        ]);
        logger.warn(`The webhook ${uid} is disabled. ${reason}`);
      }
    });
  }
}
