import type { Application } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { TableOutput } from '../../output/writeResult';

/** Applications as people read them. */
export function applicationTable(applications: readonly Application[]): TableOutput {
  return [
    {
      columns: ['NAME', 'TITLE', 'OWNER', 'SYSTEM'],
      rows: applications.map(each => [
        each.name,
        each.title ?? '-',
        each.ownerRef ?? '-',
        each.systemRef ?? '-',
      ]),
    },
  ];
}
