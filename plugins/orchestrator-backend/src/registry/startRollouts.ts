import type { EventsService } from '@backstage/plugin-events-node';
import { DatabaseRollouts, type DatabaseRolloutsOptions } from './rollouts/DatabaseRollouts';
import { RolloutTask, type RolloutTaskOptions } from './rollouts/RolloutTask';
import { subscribeToDeployments } from './rollouts/subscribeToDeployments';

/** What {@link startRollouts} needs. */
export type StartRolloutsOptions = DatabaseRolloutsOptions &
  RolloutTaskOptions & { events: EventsService };

/** Makes what starts and changes rollouts and what works on them, and has the end of deployments ring for it. */
export async function startRollouts(options: StartRolloutsOptions) {
  await subscribeToDeployments(options);
  return { rollouts: DatabaseRollouts.create(options), task: RolloutTask.create(options) };
}
