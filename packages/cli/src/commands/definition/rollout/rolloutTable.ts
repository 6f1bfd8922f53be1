import type {
  RolloutEnvironmentView,
  RolloutView,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { TableOutput } from '../../../output/writeResult';

/** Rollouts as people read them. */
export function rolloutTable(rollouts: readonly RolloutView[]): TableOutput {
  return [
    {
      columns: ['UID', 'DEFINITION', 'VERSION', 'STATUS', 'WAVE', 'ENVIRONMENTS', 'BY', 'CREATED'],
      rows: rollouts.map(each => [
        ...[each.uid, each.definition, String(each.version), each.status],
        `${each.wave} of ${each.waves.length}`,
        summaryWords(each.summary),
        ...[each.startedBy, each.createdAt],
      ]),
    },
  ];
}

/** One rollout, why it has its status, and how far it is in each environment where that was asked for. */
export function rolloutDetails(
  rollout: RolloutView,
  environments: readonly RolloutEnvironmentView[] = [],
): TableOutput {
  const { changed } = rollout;
  if (environments.length === 0) {
    return [...rolloutTable([rollout]), ...reasonOf(changed)];
  }
  return [
    ...rolloutTable([rollout]),
    ...reasonOf(changed),
    '',
    {
      columns: ['WAVE', 'ENVIRONMENT', 'TYPE', 'STATUS', 'DEPLOYMENT', 'NODES', 'PINNED', 'REASON'],
      rows: environments.map(each => [
        String(each.wave),
        `${each.application}/${each.environment}`,
        ...[each.environmentType, each.status],
        each.deployment ? `${each.deployment.number} ${each.deployment.status}` : '-',
        each.nodes.join(', ') || '-',
        each.pinned.join(', ') || '-',
        each.reason ?? '-',
      ]),
    },
  ];
}

function reasonOf(changed: RolloutView['changed']): string[] {
  return changed?.reason === undefined ? [] : ['', changed.reason];
}

function summaryWords(summary: RolloutView['summary']): string {
  const words = Object.entries(summary).map(([status, count]) => `${count} ${status}`);
  return words.join(', ') || '-';
}
