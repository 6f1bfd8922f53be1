import type { LoggerService } from '@backstage/backend-plugin-api';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { Knex } from 'knex';
import type { WaitingMessage } from '../database/execution/readOutbox';
import { listWebhooks } from '../database/webhooks/listWebhooks';
import type { Environments } from '../environments/Environments';
import { DEPLOYMENT_TOPIC, type DeploymentNews } from '../execution/outbox/announceStatus';
import type { OutboxSink } from '../execution/outbox/OutboxSink';
import { WEBHOOK_DISABLED_TOPIC, type WebhookDisabledNews } from '../webhooks/webhookDisabled';
import { toNotification, toWebhookNotification, type PeopleNotification } from './toNotification';

/** Options of {@link NotificationSink.create}. */
export interface NotificationSinkOptions {
  database: Knex;
  environments: Pick<Environments, 'findByUid'>;
  notifications: NotificationService;
  logger: LoggerService;
}

/**
 * Notifies people through Backstage's notifications plugin. Where that is not installed its address answers 404, and nothing
 * is sent: the service can always be had, so the answer is the only sign.
 */
export class NotificationSink implements OutboxSink {
  readonly kind = 'notification';
  readonly patience = 60 * 60;
  readonly #options: NotificationSinkOptions;
  #missed = false;

  private constructor(options: NotificationSinkOptions) {
    this.#options = options;
  }

  static create(options: NotificationSinkOptions): NotificationSink {
    return new NotificationSink(options);
  }

  async tell(message: WaitingMessage): Promise<void> {
    const notification = await this.#read(message);
    if (!notification || notification.to.length === 0) {
      return;
    }
    const { payload, to, except } = notification;
    try {
      await this.#options.notifications.send({
        recipients: { type: 'entity', entityRef: to, ...(except && { excludeEntityRef: except }) },
        payload,
      });
    } catch (error) {
      if (!/\b404\b/.test((error as Error).message)) {
        throw error;
      }
      this.#noteMissing();
    }
  }

  async #read({
    topic,
    payload,
    environmentUid,
  }: WaitingMessage): Promise<PeopleNotification | undefined> {
    const { database, environments } = this.#options;
    if (topic === DEPLOYMENT_TOPIC) {
      const environment = await environments.findByUid(environmentUid);
      return toNotification(payload as DeploymentNews, environment);
    }
    if (topic === WEBHOOK_DISABLED_TOPIC) {
      const [webhook] = await listWebhooks(database, { uid: (payload as WebhookDisabledNews).uid });
      return webhook && toWebhookNotification(webhook);
    }
    return undefined;
  }

  #noteMissing(): void {
    if (!this.#missed) {
      this.#missed = true;
      this.#options.logger.info(
        'People are not notified: the notifications plugin of Backstage is not installed.',
      );
    }
  }
}
