import type { SecretRedactor } from '@tutti/backstage-plugin-platform-orchestrator-node';

/**
 * What a driver said, as it may be written down: without secrets, and without U+0000, which other programs print and no
 * text in PostgreSQL may hold; a line that cannot be written would take its whole transaction with it.
 */
export function tellable(redactor: SecretRedactor, text: string): string {
  return redactor.redact(text).replaceAll('\0', '\ufffd');
}
