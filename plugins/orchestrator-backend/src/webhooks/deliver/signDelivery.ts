import { createHmac } from 'node:crypto';
import { webhookSecret } from './webhookSecret';

/**
 * Headers that let a receiver see who sent a body, when, and whether it has it already, as Standard Webhooks 1.0 says:
 * the signature is HMAC-SHA-256 over `<id>.<timestamp>.<body>`, in base64, behind the version of the scheme.
 *
 * @param delivery.secret - key as {@link webhookSecret} reads it.
 * @param delivery.seconds - time of the attempt, in seconds since 1970; receivers refuse what is too old.
 */
export function signDelivery(delivery: {
  uid: string;
  body: string;
  secret: string;
  seconds: number;
}): Record<string, string> {
  const { uid, body, secret, seconds } = delivery;
  const signature = createHmac('sha256', webhookSecret(secret))
    .update(`${uid}.${seconds}.${body}`)
    .digest('base64');
  return {
    'webhook-id': uid,
    'webhook-timestamp': String(seconds),
    'webhook-signature': `v1,${signature}`,
  };
}
