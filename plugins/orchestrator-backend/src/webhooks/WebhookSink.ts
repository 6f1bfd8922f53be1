import {
  WEBHOOK_BODY_VERSION,
  type WebhookBody,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { Knex } from 'knex';
import { v7 as uuid } from 'uuid';
import type { WaitingMessage } from '../database/execution/readOutboxStream';
import { insertDelivery } from '../database/webhooks/insertDelivery';
import { listWebhooksOfApplication } from '../database/webhooks/listWebhooksOfApplication';
import type { EnvironmentRecord, Environments } from '../environments/Environments';
import type { OutboxSink } from '../execution/outbox/OutboxSink';
import { toEvents, type ToldEvent } from './toEvents';
import type { WebhookSettings } from './WebhookSettings';

/** Options of {@link WebhookSink.create}. */
export interface WebhookSinkOptions {
  database: Knex;
  environments: Pick<Environments, 'findByUid'>;
  settings: Pick<WebhookSettings, 'retryFor'>;
  /** Called when there is something to send. */
  onDelivery?: () => void;
}

/**
 * Turns a message of the outbox into one delivery for each event and webhook that wants it. It talks to the database
 * alone: sending, and trying again, is each webhook's own matter.
 */
export class WebhookSink implements OutboxSink {
  readonly kind = 'webhook';
  readonly patience = 60 * 60;
  readonly #options: WebhookSinkOptions;

  private constructor(options: WebhookSinkOptions) {
    this.#options = options;
  }

  static create(options: WebhookSinkOptions): WebhookSink {
    return new WebhookSink(options);
  }

  async tell(message: WaitingMessage): Promise<void> {
    const events = toEvents(message);
    if (events.length === 0) {
      return;
    }
    const { database, environments, onDelivery } = this.#options;
    const environment = await environments.findByUid(message.environmentUid);
    const webhooks = (await listWebhooksOfApplication(database, environment.applicationUid)).filter(
      ({ environmentTypes }) =>
        environmentTypes.length === 0 || environmentTypes.includes(environment.type),
    );
    for (const webhook of webhooks) {
      for (const told of events.filter(({ event }) => webhook.events.includes(event))) {
        await this.#add(webhook.uid, told, environment, message);
      }
    }
    if (webhooks.length > 0) {
      onDelivery?.();
    }
  }

  async #add(
    webhookUid: string,
    told: ToldEvent,
    environment: EnvironmentRecord,
    message: WaitingMessage,
  ): Promise<void> {
    const { database, settings } = this.#options;
    const uid = uuid();
    const { event, deployment, change } = told;
    const body: WebhookBody = {
      version: WEBHOOK_BODY_VERSION,
      id: uid,
      event,
      occurredAt: message.createdAt,
      sequence: Number(message.id),
      environment: {
        uid: environment.uid,
        application: environment.application,
        name: environment.name,
        type: environment.type,
      },
      ...(deployment && { deployment }),
      ...(change && { change }),
    };
    await insertDelivery(database, {
      ...{ uid, webhookUid, event, environmentUid: environment.uid, sequence: message.id },
      body: JSON.stringify(body),
      retryFor: settings.retryFor,
    });
  }
}
