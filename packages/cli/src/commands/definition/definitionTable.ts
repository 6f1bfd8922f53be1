import type { DefinitionView } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { TableOutput } from '../../output/writeResult';

/** Definitions as people read them. */
export function definitionTable(definitions: readonly DefinitionView[]): TableOutput {
  return [
    {
      columns: ['NAME', 'TYPE', 'DRIVER', 'VERSION', 'STATUS', 'USED BY', 'SOURCE'],
      rows: definitions.map(({ name, type, driver, version, status, usage, source }) => [
        ...[name, type, driver, String(version), status, String(usage)],
        `${source.name}: ${source.file}`,
      ]),
    },
  ];
}
