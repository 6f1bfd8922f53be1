import {
  throwIfCancelled,
  type DriverContext,
} from '@tutti/backstage-plugin-platform-orchestrator-node';

/**
 * Does something that changes the world, if the operation may still go on and the lane is still owned.
 *
 * @throws DriverError: `cancelled`, or the `conflict` of a lost lane, before anything has changed.
 */
export async function effect(
  context: Pick<DriverContext, 'signal' | 'assertOwned'>,
  change: () => Promise<void>,
): Promise<void> {
  throwIfCancelled(context.signal);
  await context.assertOwned();
  throwIfCancelled(context.signal);
  await change();
}
