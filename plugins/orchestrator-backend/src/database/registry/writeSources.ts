import type { ManifestSourceView } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { Problem } from '@tutti/score';
import type { Knex } from 'knex';

/** How the reading of one source went. */
export interface SourceReport {
  name: string;
  kind: ManifestSourceView['kind'];
  /** The folder, address or pack, as configured. */
  target: string;
  newVersions: ManifestSourceView['newVersions'];
  status: 'ok' | 'degraded';
  /** How many manifests were good. */
  manifests: number;
  problems: Problem[];
}

/** Writes how the readings of all sources went; sources that are not among them are forgotten. */
export async function writeSources(
  transaction: Knex.Transaction,
  reports: SourceReport[],
): Promise<void> {
  await transaction('sources')
    .whereNotIn(
      'name',
      reports.map(report => report.name),
    )
    .delete();
  for (const { newVersions, problems, ...report } of reports) {
    await transaction('sources')
      .insert({
        ...report,
        new_versions: newVersions,
        problems: JSON.stringify(problems),
        last_read_at: transaction.fn.now(),
      })
      .onConflict('name')
      .merge();
  }
}
