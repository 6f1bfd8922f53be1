import {
  WEBHOOK_BODY_VERSION,
  type WebhookBody,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { Knex } from 'knex';
import { v7 as uuid } from 'uuid';
import type { WaitingMessage } from '../database/execution/readOutbox';
import { insertDelivery } from '../database/webhooks/insertDelivery';
import { listWebhooksOfEnvironments } from '../database/webhooks/listWebhooksOfEnvironments';
import type { WebhookRecord } from '../database/webhooks/WebhookRecord';
import type { EnvironmentRecord, Environments } from '../environments/Environments';
import { messagesBy } from '../execution/outbox/messagesBy';
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
    await this.tellTogether([message]);
  }

  /** Where nobody wants to hear of any of them, which is the rule, that is one statement. */
  async tellTogether(messages: readonly WaitingMessage[]): Promise<void> {
    const { database, environments, onDelivery } = this.#options;
    const byEnvironment = messagesBy(
      messages.filter(message => toEvents(message).length > 0),
      ({ environmentUid }) => environmentUid,
    );
    const webhooks =
      byEnvironment.size > 0
        ? await listWebhooksOfEnvironments(database, [...byEnvironment.keys()])
        : [];
    if (webhooks.length === 0) {
      return;
    }
    for (const [environmentUid, about] of byEnvironment) {
      const environment = await environments.findByUid(environmentUid);
      const wanting = webhooks.filter(webhook => concerns(webhook, environment));
      for (const message of about) {
        await this.#addAll(wanting, environment, message);
      }
    }
    onDelivery?.();
  }

  async #addAll(
    webhooks: readonly WebhookRecord[],
    environment: EnvironmentRecord,
    message: WaitingMessage,
  ): Promise<void> {
    const events = toEvents(message);
    for (const webhook of webhooks) {
      for (const told of events.filter(({ event }) => webhook.events.includes(event))) {
        await this.#add(webhook.uid, told, environment, message);
      }
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

function concerns(webhook: WebhookRecord, environment: EnvironmentRecord): boolean {
  const { applicationUid, environmentTypes } = webhook;
  return (
    (applicationUid === undefined || applicationUid === environment.applicationUid) &&
    (environmentTypes.length === 0 || environmentTypes.includes(environment.type))
  );
}
