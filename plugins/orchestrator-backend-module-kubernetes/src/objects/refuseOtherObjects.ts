import {
  permanentError,
  type Adoption,
  type DriverDifference,
} from '@tutti/backstage-plugin-platform-orchestrator-node';

/**
 * Keeps a driver from adopting objects that it would render otherwise.
 *
 * @throws DriverError of class `permanent` that names what differs, when there are differences.
 */
export function refuseOtherObjects(
  { driver }: Adoption,
  differences: readonly DriverDifference[],
): void {
  if (differences.length > 0) {
    throw permanentError(
      `What it renders is not what ${driver} has delivered: ${differences.map(({ path }) => path).join(', ')}.`,
    );
  }
}
