import {
  DEPLOYMENT_SIGNAL_CHANNEL,
  ENVIRONMENT_CHANGED_TOPIC,
  RESOURCES_CHANGED_TOPIC,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { Knex } from 'knex';
import { insertOutbox, type OutboxMessage } from '../../database/execution/insertOutbox';

/** What changed. */
export interface Announcement {
  /** Something about this deployment. */
  deploymentUid?: string;
  /** Something about the environment: what is wanted of it, or how its last deployment ended. */
  environmentChanged?: boolean;
  /** Its active resources. */
  resourcesChanged?: boolean;
}

/**
 * Says in a transaction what others will be told when it has committed. The caller holds the environment's lock.
 * Nothing but names and uids is told; who hears it reads the current state.
 */
export async function announce(
  transaction: Knex.Transaction,
  environment: { uid: string; name: string; application: string },
  what: Announcement,
): Promise<void> {
  const payload = { application: environment.application, environment: environment.name };
  const messages: OutboxMessage[] = [];
  if (what.resourcesChanged) {
    messages.push({ kind: 'event', topic: RESOURCES_CHANGED_TOPIC, payload });
  }
  if (what.environmentChanged) {
    messages.push({ kind: 'event', topic: ENVIRONMENT_CHANGED_TOPIC, payload });
  }
  if (what.deploymentUid) {
    const { deploymentUid } = what;
    messages.push({ kind: 'signal', topic: DEPLOYMENT_SIGNAL_CHANNEL, payload: { deploymentUid } });
  }
  await insertOutbox(transaction, environment.uid, messages);
}
