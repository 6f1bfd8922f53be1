import type { Deployment } from '@tutti/backstage-plugin-platform-orchestrator-common';

const RETRYABLE = new Set(['failed', 'needs-attention', 'cancelled', 'rejected']);

/**
 * Whether a button to try a deployment again makes sense; whether something newer stands in the way, the server says. What
 * belongs to a rollout is tried again by the rollout.
 */
export function isRetryable({ status, planOnly, kind }: Deployment): boolean {
  return RETRYABLE.has(status) && !planOnly && kind !== 'rollout';
}
