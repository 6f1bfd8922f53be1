/** Random bytes of the key of the signatures, as the server takes it. */
const BYTES = 32;

/** A fresh secret for a webhook: base64 with the prefix that libraries of Standard Webhooks know. */
export function newSecret(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(BYTES));
  return `whsec_${btoa(String.fromCharCode(...bytes))}`;
}
