import type {
  WebhookBody,
  WebhookEvent,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { WaitingMessage } from '../database/execution/readOutbox';
import {
  DEPLOYMENT_TOPIC,
  ENVIRONMENT_TOPIC,
  type DeploymentNews,
  type EnvironmentNews,
} from '../execution/outbox/announceStatus';

/** What a message tells webhooks, as far as it is the same for all of them. */
export type ToldEvent = Pick<WebhookBody, 'deployment' | 'change'> & { event: WebhookEvent };

/** The events that a message of the outbox stands for: what waits for people is told by an event of its own as well. */
export function toEvents({ topic, payload }: WaitingMessage): ToldEvent[] {
  if (topic === ENVIRONMENT_TOPIC) {
    return [{ event: 'environment.changed', change: payload as EnvironmentNews }];
  }
  if (topic !== DEPLOYMENT_TOPIC) {
    return [];
  }
  const deployment = payload as DeploymentNews;
  const told: ToldEvent[] = [{ event: 'deployment.status-changed', deployment }];
  if (deployment.status === 'awaiting-approval') {
    told.push({ event: 'deployment.approval-needed', deployment });
  }
  if (deployment.status === 'needs-attention') {
    told.push({ event: 'deployment.needs-attention', deployment });
  }
  return told;
}
