import type { Page } from '../../api/environments';
import type {
  CreateWebhookRequest,
  DeliveryView,
  OutboxFailureView,
  UpdateWebhookRequest,
  WebhookView,
} from '../../api/webhooks';
import type { PageOptions, RequestOptions } from '../RequestOptions';

/** Webhooks and their deliveries, and what could not be told. */
export interface WebhooksApi {
  /** In the order in which they were made. */
  listWebhooks(
    filter?: { application?: string } & PageOptions,
    options?: RequestOptions,
  ): Promise<Page<WebhookView>>;
  createWebhook(request: CreateWebhookRequest, options?: RequestOptions): Promise<WebhookView>;
  getWebhook(uid: string, options?: RequestOptions): Promise<WebhookView>;
  /** Changes what is given. */
  updateWebhook(
    uid: string,
    request: UpdateWebhookRequest,
    options?: RequestOptions,
  ): Promise<WebhookView>;
  /** Removes it with its deliveries, and answers with what it was. */
  deleteWebhook(uid: string, options?: RequestOptions): Promise<WebhookView>;
  /** Sends a test. */
  pingWebhook(uid: string, options?: RequestOptions): Promise<DeliveryView>;
  /** The newest first. */
  listDeliveries(
    uid: string,
    page?: PageOptions,
    options?: RequestOptions,
  ): Promise<Page<DeliveryView>>;
  /** Sends a delivery that ended again, under the same id. */
  redeliver(uid: string, deliveryUid: string, options?: RequestOptions): Promise<DeliveryView>;
  /** Messages of the outbox that could not be told, the oldest first. */
  listOutboxFailures(
    page?: PageOptions,
    options?: RequestOptions,
  ): Promise<Page<OutboxFailureView>>;
  /** Has a message that was set aside told again. */
  retryOutboxMessage(id: string, options?: RequestOptions): Promise<{ id: string }>;
}
