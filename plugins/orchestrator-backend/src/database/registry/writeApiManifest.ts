import type { Knex } from 'knex';
import type { ApiManifest } from './listApiManifests';

/** Saves a manifest of the API in place of the one that was; without a text it is deleted. */
export async function writeApiManifest(
  transaction: Knex.Transaction,
  manifest: Omit<ApiManifest, 'text'> & { text?: string; by: string },
): Promise<void> {
  const { kind, name, text, by } = manifest;
  if (text === undefined) {
    await transaction('api_manifests').where({ kind, name }).delete();
    return;
  }
  await transaction('api_manifests')
    .insert({ kind, name, text, updated_by: by, updated_at: transaction.fn.now() })
    .onConflict(['kind', 'name'])
    .merge();
}
