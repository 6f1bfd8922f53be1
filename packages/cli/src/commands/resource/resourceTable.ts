import type { ActiveResource } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { TableOutput } from '../../output/writeResult';

/** Rows of the ledger as people read them. */
export function resourceTable(resources: readonly ActiveResource[]): TableOutput {
  return [
    {
      columns: ['UID', 'ENVIRONMENT', 'NODE', 'ROLE', 'DEFINITION', 'PRESENCE', 'UPDATED'],
      rows: resources.map(each => [
        each.uid,
        `${each.application}/${each.environment}`,
        each.node,
        each.deletionPending ? `${each.role} (deletion pending)` : each.role,
        `${each.definition}@${each.definitionVersion}`,
        each.presence,
        each.updatedAt,
      ]),
    },
  ];
}
