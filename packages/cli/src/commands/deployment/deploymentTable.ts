import type { Deployment } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { TableOutput } from '../../output/writeResult';

/** Deployments as people read them. */
export function deploymentTable(deployments: readonly Deployment[]): TableOutput {
  return [
    {
      columns: ['UID', 'ENVIRONMENT', 'NUMBER', 'KIND', 'STATUS', 'WORKLOADS', 'BY', 'CREATED'],
      rows: deployments.map(each => [
        each.uid,
        each.environment,
        String(each.number),
        each.planOnly ? `${each.kind} (plan only)` : each.kind,
        each.status,
        [...each.workloads, ...each.removed.map(name => `-${name}`)].join(', ') || '-',
        each.requestedBy,
        each.createdAt,
      ]),
    },
  ];
}
