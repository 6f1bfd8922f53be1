import type { DefinitionVersionView } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { TableOutput } from '../../output/writeResult';

/** Versions of definitions as people read them. */
export function versionTable(versions: readonly DefinitionVersionView[]): TableOutput {
  return [
    {
      columns: ['DEFINITION', 'VERSION', 'STATUS', 'USED BY', 'CREATED', 'CHANGED BY', 'REASON'],
      rows: versions.map(({ definition, version, status, usage, createdAt, changed }) => [
        definition,
        String(version),
        status,
        String(usage),
        createdAt,
        changed?.by ?? '-',
        changed?.reason ?? '-',
      ]),
    },
  ];
}
