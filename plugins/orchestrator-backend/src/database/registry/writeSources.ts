import type { ManifestSourceView } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { Problem } from '@tutti/score';
import type { Knex } from 'knex';
import { rememberRevision } from './rememberRevision';

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
  /** Of a URL: the revision that was read. */
  revision?: string;
}

/**
 * Writes how the readings of sources went; sources that are neither among them nor unread are forgotten.
 *
 * @param unread - names of sources that were not read this time
 */
export async function writeSources(
  transaction: Knex.Transaction,
  reports: SourceReport[],
  unread: readonly string[] = [],
): Promise<void> {
  await transaction('sources')
    .whereNotIn('name', [...reports.map(report => report.name), ...unread])
    .delete();
  for (const { newVersions, problems, revision, ...report } of reports) {
    if (revision !== undefined) {
      await rememberRevision(transaction, report.name, revision);
    }
    await transaction('sources')
      .insert({
        ...report,
        new_versions: newVersions,
        // A reading that failed leaves the last revision standing.
        ...(revision !== undefined && { revision }),
        problems: JSON.stringify(problems),
        last_read_at: transaction.fn.now(),
      })
      .onConflict('name')
      .merge();
  }
}
