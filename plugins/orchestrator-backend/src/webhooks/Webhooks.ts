import type {
  CreateWebhookRequest,
  DeliveryView,
  Page,
  PageOptions,
  UpdateWebhookRequest,
  WebhookView,
} from '@tutti/backstage-plugin-platform-orchestrator-common';

/** Addresses that are told what happens in environments. Unauthorised: the API goes through `AuthorizedWebhooks`. */
export interface Webhooks {
  /** In the order in which they were made; default 50 on a page, at most 200. */
  list(filter: { application?: string } & PageOptions): Promise<Page<WebhookView>>;
  /** @throws NotFoundError. */
  get(uid: string): Promise<WebhookView>;
  /**
   * @param by - entity reference or subject of who makes it, and is told when it is disabled.
   * @throws InputError for an address that may not be one, or a secret of the wrong form; NotFoundError for an
   *   application that does not exist.
   */
  create(request: CreateWebhookRequest, by: string): Promise<WebhookView>;
  /** Changes what is given. @throws as {@link get} and {@link create}. */
  update(uid: string, request: UpdateWebhookRequest): Promise<WebhookView>;
  /** Removes it with its deliveries. @throws NotFoundError. */
  remove(uid: string): Promise<WebhookView>;
  /** Sends a test. @throws NotFoundError; ConflictError when it is disabled. */
  ping(uid: string): Promise<DeliveryView>;
  /** The newest first. @throws NotFoundError for the webhook. */
  listDeliveries(uid: string, page: PageOptions): Promise<Page<DeliveryView>>;
  /** Sends a delivery that ended again, under the same id. @throws NotFoundError; ConflictError while it is pending. */
  redeliver(uid: string, deliveryUid: string): Promise<DeliveryView>;
}
