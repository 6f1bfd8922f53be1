import type { PinView } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { TableOutput } from '../../output/writeResult';

/** Pins as people read them. */
export function pinTable(pins: readonly PinView[]): TableOutput {
  return [
    {
      columns: [
        'UID',
        'APPLICATION',
        'ENVIRONMENT',
        'NODE',
        'NODE STATE',
        'DEFINITION',
        'BY',
        'CREATED',
      ],
      rows: pins.map(each => [
        each.uid,
        each.application,
        each.environment ?? '(all)',
        each.node,
        each.nodeState,
        `${each.definition}@${each.version}`,
        each.createdBy,
        each.createdAt,
      ]),
    },
  ];
}
