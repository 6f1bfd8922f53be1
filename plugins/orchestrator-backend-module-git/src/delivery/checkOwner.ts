import { conflictError, type Fence } from '@tutti/backstage-plugin-platform-orchestrator-node';
import type { DeliveryMarker } from '../folder/DeliveryMarker';

/** Says whether a marker was written by this delivery of this environment. */
export function isOwn(
  marker: DeliveryMarker,
  ctx: { environment: { uid: string }; node: string },
): boolean {
  return marker.environment.uid === ctx.environment.uid && marker.node === ctx.node;
}

/**
 * Sees to it that a folder belongs to this delivery, and that nobody with a newer right has written it: a worker that
 * stood still while another took its lane over has an older fence than the marker. Numbers of deployments are not
 * compared, since a deployment that waited for approval rightly comes after those that were submitted later.
 *
 * @throws DriverError of class `conflict` that names the owner.
 */
export function checkOwner(
  marker: DeliveryMarker,
  ctx: { environment: { uid: string }; node: string; fence: Fence },
  folder: string,
): void {
  if (!isOwn(marker, ctx)) {
    const owner = `environment "${marker.environment.id}" of "${marker.application}" (${marker.environment.uid}, ${marker.node})`;
    throw conflictError(
      `The folder ${folder} belongs to another owner: ${owner}. Set the input "directory" to another folder, or remove the folder if that owner is gone.`,
      owner,
    );
  }
  if (compareFences(ctx.fence, marker.fence) < 0) {
    const owner = `deployment ${marker.deployment.number} under the fence ${marker.fence.epoch}.${marker.fence.counter}`;
    throw conflictError(
      `The folder ${folder} was written by a worker that took this environment over: ${owner}; this one has the fence ${ctx.fence.epoch}.${ctx.fence.counter}.`,
      owner,
    );
  }
}

function compareFences(left: Fence, right: Fence): number {
  return left.epoch - right.epoch || left.counter - right.counter;
}
