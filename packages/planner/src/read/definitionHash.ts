import { canonicalHash } from '@tutti/score';
import type { ResourceDefinitionSpec } from '../model';

/**
 * SHA-256 (hex) of the canonical spec of a definition without its criteria, which have a revision of their own: two
 * versions with the same hash make the same thing.
 */
export function definitionHash(spec: ResourceDefinitionSpec): string {
  const { criteria: _criteria, ...content } = spec;
  return canonicalHash(content);
}
