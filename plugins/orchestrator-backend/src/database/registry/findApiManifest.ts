import type { Knex } from 'knex';
import type { ApiManifest } from './listApiManifests';

/** The text of a manifest as it was saved through the API. */
export async function findApiManifest(
  database: Knex,
  { kind, name }: Pick<ApiManifest, 'kind' | 'name'>,
): Promise<string | undefined> {
  const row = await database('api_manifests').where({ kind, name }).first('text');
  return row?.text;
}
