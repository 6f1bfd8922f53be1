import type { ManifestKind } from '@tutti/planner';
import { compareText } from '@tutti/score';
import type { Knex } from 'knex';

/** A manifest as it was saved through the API. */
export interface ApiManifest {
  kind: ManifestKind;
  name: string;
  /** YAML as written. */
  text: string;
}

/** All manifests that were saved through the API, by kind and name. */
export async function listApiManifests(database: Knex): Promise<ApiManifest[]> {
  const rows: ApiManifest[] = await database('api_manifests').select('kind', 'name', 'text');
  return rows.sort((left, right) =>
    compareText(`${left.kind}/${left.name}`, `${right.kind}/${right.name}`),
  );
}
