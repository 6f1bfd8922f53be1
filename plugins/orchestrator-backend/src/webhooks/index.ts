export { startWebhooks } from './startWebhooks';
export { WEBHOOK_ENCRYPTED_COLUMNS } from './WebhookCiphers';
export type { Webhooks } from './Webhooks';
