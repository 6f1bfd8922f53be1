import { canonicalJson, sha256Hex } from '@tutti/score';
import type { NodeId } from '../model';

/** At most 40 characters in all: the slug, a dash and 8 characters of hash. */
const LONGEST_SLUG = 31;

/**
 * The name for everything that a node gets outside (`context.resource.name`): DNS-1123, at most 40 characters, a
 * readable slug of the id and 8 hex of SHA-256 over environment, node and incarnation. It is computed once, stored in
 * the ledger, and kept by every move and re-adoption.
 */
export function resourceName(args: {
  environmentUid: string;
  node: NodeId;
  id: string;
  incarnation: number;
}): string {
  const { environmentUid, node, id, incarnation } = args;
  const slug = id
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST_SLUG)
    .replaceAll(/^-+|-+$/g, '');
  const hash = sha256Hex(canonicalJson([environmentUid, node, incarnation])).slice(0, 8);
  return slug ? `${slug}-${hash}` : hash;
}
