import { canonicalHash } from '@tutti/score';
import type { DeploymentSet } from '../model';

/** SHA-256 (hex) of the canonical set, by which the set is addressed. */
export function setHash(set: DeploymentSet): string {
  return canonicalHash(set);
}
