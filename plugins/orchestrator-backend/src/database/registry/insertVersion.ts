import type { ResourceDefinitionSpec } from '@tutti/planner';
import { canonicalJson } from '@tutti/score';
import type { Knex } from 'knex';
import { deprecateDefault } from './deprecateDefault';

/** Writes a version of a definition with the criteria that its manifest declares; a default replaces the one that was. */
export async function insertVersion(
  transaction: Knex.Transaction,
  args: {
    definitionUid: string;
    version: number;
    status: 'proposed' | 'default';
    spec: ResourceDefinitionSpec;
    hash: string;
  },
): Promise<void> {
  const { definitionUid, version, status, spec, hash } = args;
  if (status === 'default') {
    await deprecateDefault(transaction, definitionUid);
  }
  await transaction('definition_versions').insert({
    definition_uid: definitionUid,
    version,
    status,
    spec: JSON.stringify({ ...spec, criteria: [] }),
    criteria: canonicalJson(spec.criteria),
    hash,
  });
}
