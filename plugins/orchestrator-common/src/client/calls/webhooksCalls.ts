import type { WebhooksApi } from '../apis/WebhooksApi';
import type { HttpCall } from '../http/createHttpCall';
import { path } from '../http/path';

/** {@link WebhooksApi} over HTTP. */
export function webhooksCalls(call: HttpCall): WebhooksApi {
  return {
    async listWebhooks(filter, options) {
      return call(path`webhooks`, { query: { ...filter } }, options);
    },
    async createWebhook(request, options) {
      return call(path`webhooks`, { body: request }, options);
    },
    async getWebhook(uid, options) {
      return call(path`webhooks/${uid}`, {}, options);
    },
    async updateWebhook(uid, request, options) {
      return call(path`webhooks/${uid}`, { method: 'PATCH', body: request }, options);
    },
    async deleteWebhook(uid, options) {
      return call(path`webhooks/${uid}`, { method: 'DELETE' }, options);
    },
    async pingWebhook(uid, options) {
      return call(path`webhooks/${uid}/ping`, { method: 'POST' }, options);
    },
    async listDeliveries(uid, page, options) {
      return call(path`webhooks/${uid}/deliveries`, { query: { ...page } }, options);
    },
    async redeliver(uid, deliveryUid, options) {
      const route = path`webhooks/${uid}/deliveries/${deliveryUid}/redeliver`;
      return call(route, { method: 'POST' }, options);
    },
    async listOutboxFailures(page, options) {
      return call(path`outbox/failures`, { query: { ...page } }, options);
    },
    async retryOutboxMessage(id, options) {
      return call(path`outbox/failures/${id}/retry`, { method: 'POST' }, options);
    },
  };
}
