import type { EventsService } from '@backstage/plugin-events-node';
import { ENVIRONMENT_CHANGED_TOPIC } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { Knex } from 'knex';
import { listRolloutsAtWork } from '../../database/rollouts/listRolloutsAtWork';
import type { WorkQueue } from '../../execution/queue/WorkQueue';
import { ringRollout } from './ringRollout';

/**
 * Rings for the rollouts at work in an environment whenever something changes there: one of their deployments may have
 * ended. An event is only a doorbell, and one that is lost is made good by ringing on schedule.
 */
export async function subscribeToDeployments(options: {
  database: Knex;
  events: EventsService;
  queue: Pick<WorkQueue, 'ring'>;
}): Promise<void> {
  const { database, events, queue } = options;
  await events.subscribe({
    id: 'platform-orchestrator.rollouts',
    topics: [ENVIRONMENT_CHANGED_TOPIC],
    onEvent: async ({ eventPayload }) => {
      const { application, environment } = (eventPayload ?? {}) as Record<string, unknown>;
      if (typeof application !== 'string' || typeof environment !== 'string') {
        return;
      }
      for (const uid of await listRolloutsAtWork(database, { application, environment })) {
        await database.transaction(transaction => ringRollout(transaction, queue, uid));
      }
    },
  });
}
