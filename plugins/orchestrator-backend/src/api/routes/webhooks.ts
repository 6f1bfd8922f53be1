import type { ApiServices } from '../ApiServices';
import type { Routes } from '../Routes';

/** Routes about webhooks and their deliveries, and about what could not be told. */
export function addWebhookRoutes(routes: Routes, { webhooks, outbox }: ApiServices): void {
  routes.handle('listWebhooks', ({ query, caller }) => webhooks.list(query, caller));
  routes.handle('createWebhook', ({ body, caller }) => webhooks.create(body, caller));
  routes.handle('getWebhook', ({ path, caller }) => webhooks.get(path.uid, caller));
  routes.handle('updateWebhook', ({ path, body, caller }) =>
    webhooks.update(path.uid, body, caller),
  );
  routes.handle('deleteWebhook', ({ path, caller }) => webhooks.remove(path.uid, caller));
  routes.handle('pingWebhook', ({ path, caller }) => webhooks.ping(path.uid, caller));
  routes.handle('listDeliveries', ({ path, query, caller }) =>
    webhooks.listDeliveries(path.uid, query, caller),
  );
  routes.handle('redeliver', ({ path, caller }) =>
    webhooks.redeliver(path.uid, path.delivery, caller),
  );
  routes.handle('listOutboxFailures', ({ query, caller }) => outbox.list(query, caller));
  routes.handle('retryOutboxMessage', ({ path, caller }) => outbox.retry(path.id, caller));
}
