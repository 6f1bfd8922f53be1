/** Topic of messages for notifications about a webhook that was disabled: payload {@link WebhookDisabledNews}. */
export const WEBHOOK_DISABLED_TOPIC = 'webhook-disabled';

/** A webhook was disabled because nothing could be delivered. */
export interface WebhookDisabledNews {
  uid: string;
}
