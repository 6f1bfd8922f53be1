import { ConflictError } from '@backstage/errors';
import {
  WEBHOOK_BODY_VERSION,
  type CreateWebhookRequest,
  type DeliveryView,
  type Page,
  type PageOptions,
  type UpdateWebhookRequest,
  type WebhookBody,
  type WebhookView,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { Knex } from 'knex';
import { v7 as uuid } from 'uuid';
import { decodeCursor, pageOf } from '../database/cursor';
import { deleteWebhook } from '../database/webhooks/deleteWebhook';
import type { DeliveryRecord } from '../database/webhooks/DeliveryRecord';
import { insertDelivery } from '../database/webhooks/insertDelivery';
import { insertWebhook } from '../database/webhooks/insertWebhook';
import { listDeliveries } from '../database/webhooks/listDeliveries';
import { listWebhooks } from '../database/webhooks/listWebhooks';
import { redeliver } from '../database/webhooks/redeliver';
import { updateWebhook } from '../database/webhooks/updateWebhook';
import type { WebhookRecord } from '../database/webhooks/WebhookRecord';
import type { Environments } from '../environments/Environments';
import type { TargetGuard } from './deliver/TargetGuard';
import { webhookSecret } from './deliver/webhookSecret';
import type { WebhookCiphers } from './WebhookCiphers';
import { deliveryNotFound, webhookNotFound } from './webhookNotFound';
import type { Webhooks } from './Webhooks';
import type { WebhookSettings } from './WebhookSettings';

const DEFAULT_LIMIT = 50;

/** Options of {@link DatabaseWebhooks.create}. */
export interface DatabaseWebhooksOptions {
  database: Knex;
  environments: Pick<Environments, 'getApplication'>;
  ciphers: WebhookCiphers;
  guard: TargetGuard;
  settings: Pick<WebhookSettings, 'retryFor'>;
  /** Called when there is something to send. */
  onDelivery?: () => void;
}

/** Webhooks in the plugin's database; addresses and secrets are cipher text there. */
export class DatabaseWebhooks implements Webhooks {
  readonly #options: DatabaseWebhooksOptions;

  private constructor(options: DatabaseWebhooksOptions) {
    this.#options = options;
  }

  static create(options: DatabaseWebhooksOptions): DatabaseWebhooks {
    return new DatabaseWebhooks(options);
  }

  async list(filter: { application?: string } & PageOptions): Promise<Page<WebhookView>> {
    const { application, cursor, limit = DEFAULT_LIMIT } = filter;
    const { database, environments } = this.#options;
    const webhooks = await listWebhooks(database, {
      applicationUid:
        application === undefined
          ? undefined
          : (await environments.getApplication(application)).uid,
      after: cursor === undefined ? undefined : decodeCursor('webhooks', cursor, ['string'])[0],
      limit: limit + 1,
    });
    return pageOf(webhooks, limit, {
      list: 'webhooks',
      item: toView,
      position: ({ uid }) => [uid],
    });
  }

  async get(uid: string): Promise<WebhookView> {
    const [webhook] = await listWebhooks(this.#options.database, { uid });
    if (!webhook) {
      throw webhookNotFound(uid);
    }
    return toView(webhook);
  }

  async create(request: CreateWebhookRequest, by: string): Promise<WebhookView> {
    const { database, environments } = this.#options;
    const { name, events, application, environmentTypes = [] } = request;
    const uid = uuid();
    const sealed = this.#sealed(uid, request);
    await insertWebhook(database, {
      ...{ uid, name, environmentTypes, events: [...new Set(events)], ownerRef: by },
      applicationUid:
        application === undefined
          ? undefined
          : (await environments.getApplication(application)).uid,
      ...(sealed as Required<typeof sealed>),
    });
    return this.get(uid);
  }

  async update(uid: string, request: UpdateWebhookRequest): Promise<WebhookView> {
    await this.get(uid);
    const { name, events, environmentTypes, status } = request;
    await updateWebhook(this.#options.database, uid, {
      ...{ name, environmentTypes, status },
      ...(events && { events: [...new Set(events)] }),
      ...this.#sealed(uid, request),
    });
    return this.get(uid);
  }

  async remove(uid: string): Promise<WebhookView> {
    const webhook = await this.get(uid);
    await deleteWebhook(this.#options.database, uid);
    return webhook;
  }

  async ping(uid: string): Promise<DeliveryView> {
    const { database, settings } = this.#options;
    const { status } = await this.get(uid);
    if (status === 'disabled') {
      throw new ConflictError('The webhook is disabled: enable it first.');
    }
    const delivery = uuid();
    const body: WebhookBody = {
      version: WEBHOOK_BODY_VERSION,
      id: delivery,
      event: 'ping',
      occurredAt: new Date().toISOString(),
    };
    await insertDelivery(database, {
      ...{ uid: delivery, webhookUid: uid, event: 'ping', body: JSON.stringify(body) },
      retryFor: settings.retryFor,
    });
    this.#options.onDelivery?.();
    return this.#delivery(uid, delivery);
  }

  async listDeliveries(uid: string, page: PageOptions): Promise<Page<DeliveryView>> {
    const { cursor, limit = DEFAULT_LIMIT } = page;
    await this.get(uid);
    const deliveries = await listDeliveries(this.#options.database, {
      webhookUid: uid,
      before: cursor === undefined ? undefined : decodeCursor('deliveries', cursor, ['string'])[0],
      limit: limit + 1,
    });
    return pageOf(deliveries, limit, {
      list: 'deliveries',
      item: toDeliveryView,
      position: each => [each.uid],
    });
  }

  async redeliver(uid: string, deliveryUid: string): Promise<DeliveryView> {
    const { database, settings } = this.#options;
    const { status } = await this.get(uid);
    if (status === 'disabled') {
      throw new ConflictError('The webhook is disabled: enable it first.');
    }
    await this.#delivery(uid, deliveryUid);
    if (!(await redeliver(database, { uid: deliveryUid, retryFor: settings.retryFor }))) {
      throw new ConflictError('The delivery is pending, so it is sent again anyway.');
    }
    this.#options.onDelivery?.();
    return this.#delivery(uid, deliveryUid);
  }

  async #delivery(webhookUid: string, uid: string): Promise<DeliveryView> {
    const [found] = await listDeliveries(this.#options.database, { webhookUid, uid, limit: 1 });
    if (!found) {
      throw deliveryNotFound(uid);
    }
    return toDeliveryView(found);
  }

  #sealed(uid: string, request: { url?: string; secret?: string }) {
    const { ciphers, guard } = this.#options;
    const { url, secret } = request;
    const parsed = url === undefined ? undefined : guard.parse(url);
    if (secret !== undefined) {
      webhookSecret(secret);
    }
    return {
      ...(parsed && { url: ciphers.seal(uid, 'url', parsed.href), origin: parsed.origin }),
      ...(secret !== undefined && { secret: ciphers.seal(uid, 'secret', secret) }),
    };
  }
}

/** All but the address and the secret. */
function toView(record: WebhookRecord): WebhookView {
  return {
    uid: record.uid,
    name: record.name,
    application: record.application,
    environmentTypes: record.environmentTypes,
    events: record.events,
    origin: record.origin,
    status: record.status,
    statusReason: record.statusReason,
    failingSince: record.failingSince,
    ownerRef: record.ownerRef,
    createdAt: record.createdAt,
    updatedAt: record.updatedAt,
  };
}

/** All but the body, which names an environment. */
function toDeliveryView(record: DeliveryRecord): DeliveryView {
  return {
    uid: record.uid,
    event: record.event,
    sequence: record.sequence,
    status: record.status,
    attempts: record.attempts,
    responseStatus: record.responseStatus,
    error: record.error,
    createdAt: record.createdAt,
    attemptedAt: record.attemptedAt,
    nextAttemptAt: record.nextAttemptAt,
  };
}
