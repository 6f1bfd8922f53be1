import type {
  DeploymentStatus,
  EnvironmentStatus,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { DeploymentKind } from '@tutti/planner';
import type { Knex } from 'knex';
import { insertOutbox, type OutboxMessage } from '../../database/execution/insertOutbox';

/** Topic of messages for webhooks and notifications about a deployment: payload {@link DeploymentNews}. */
export const DEPLOYMENT_TOPIC = 'deployment';
/** Topic of messages for webhooks about an environment: payload {@link EnvironmentNews}. */
export const ENVIRONMENT_TOPIC = 'environment';

/** A deployment was submitted, or has another status. */
export interface DeploymentNews {
  uid: string;
  number: number;
  kind: DeploymentKind;
  status: DeploymentStatus;
  /** Absent when it was submitted just now. */
  previousStatus?: DeploymentStatus;
  /** Entity reference or subject. */
  requestedBy: string;
}

/** An environment was made, or has another status. */
export interface EnvironmentNews {
  status: EnvironmentStatus;
  /** Absent when it was made just now. */
  previousStatus?: EnvironmentStatus;
}

/** Statuses of which people are notified. */
const NOTIFIED: ReadonlySet<DeploymentStatus> = new Set([
  'awaiting-approval',
  'failed',
  'needs-attention',
]);

/**
 * Says in a transaction that webhooks, and people where it concerns them, will be told of a deployment's status. The
 * caller holds the environment's lock.
 */
export async function announceDeployment(
  transaction: Knex.Transaction,
  environmentUid: string,
  news: DeploymentNews,
): Promise<void> {
  const message = { topic: DEPLOYMENT_TOPIC, payload: news };
  const messages: OutboxMessage[] = [{ kind: 'webhook', ...message }];
  if (NOTIFIED.has(news.status)) {
    messages.push({ kind: 'notification', ...message });
  }
  await insertOutbox(transaction, environmentUid, messages);
}

/**
 * Says in a transaction that webhooks will be told of an environment's status. The caller holds the environment's lock, or
 * has just made it.
 */
export async function announceEnvironment(
  transaction: Knex.Transaction,
  environmentUid: string,
  news: EnvironmentNews,
): Promise<void> {
  const payload = { status: news.status, previousStatus: news.previousStatus };
  await insertOutbox(transaction, environmentUid, [
    { kind: 'webhook', topic: ENVIRONMENT_TOPIC, payload },
  ]);
}
