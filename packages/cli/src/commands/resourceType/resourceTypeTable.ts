import type { ResourceTypeView } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { TableOutput } from '../../output/writeResult';

/** Resource types as people read them. */
export function resourceTypeTable(types: readonly ResourceTypeView[]): TableOutput {
  return [
    {
      columns: ['NAME', 'TITLE', 'USE', 'SCOPE', 'STATEFUL', 'BUILT IN'],
      rows: types.map(each => [
        each.name,
        each.title ?? '-',
        each.use,
        each.scope,
        each.stateful ? 'yes' : 'no',
        each.builtIn ? 'yes' : 'no',
      ]),
    },
  ];
}
