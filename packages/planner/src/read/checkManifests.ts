import type { Problem } from '@tutti/score';
import type { DriverDescriptor } from '../model';
import type { Manifest } from './Manifest';
export function checkManifests(
  manifests: Manifest[],
  known: { drivers: DriverDescriptor[] },
): { problems: Problem[]; bad: Set<string> } {
  throw new Error(`soon ${manifests.length} ${known.drivers.length}`);
}
