import type { Environment } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { TableOutput } from '../../output/writeResult';

/** Environments as people read them. */
export function environmentTable(environments: readonly Environment[]): TableOutput {
  return [
    {
      columns: ['NAME', 'TYPE', 'STATUS', 'WORKLOADS'],
      rows: environments.map(each => [
        each.name,
        each.type,
        each.status,
        each.workloads.join(', ') || '-',
      ]),
    },
  ];
}
