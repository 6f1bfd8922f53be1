import type { DriverDescriptor } from '@tutti/planner';
import type { Driver } from '@tutti/backstage-plugin-platform-orchestrator-node';

/** What a driver publishes about itself: the part that planning may know. */
export function describeDriver(driver: Driver): DriverDescriptor {
  const { id, version, inputs, outputs, secretInputs, producesManifests, delivers, refersOnly } =
    driver;
  return {
    id,
    version,
    inputs,
    ...(outputs && { outputs }),
    ...(secretInputs && { secretInputs }),
    ...(producesManifests && { producesManifests }),
    ...(delivers && { delivers }),
    ...(refersOnly && { refersOnly }),
    ...(driver.adopt && { adopts: true }),
  };
}
