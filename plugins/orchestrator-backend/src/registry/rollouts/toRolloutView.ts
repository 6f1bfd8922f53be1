import type {
  RolloutEnvironmentView,
  RolloutView,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { RolloutEnvironmentRecord } from '../../database/rollouts/RolloutEnvironmentRecord';
import type { RolloutRecord } from '../../database/rollouts/RolloutRecord';

/** A rollout as the API shows it, without its environments. */
export function toRolloutView(
  record: RolloutRecord,
  summary: RolloutView['summary'] = {},
): RolloutView {
  const { definitionUid: _, confirmImpact: __, ...view } = record;
  return { ...view, summary };
}

/** What a rollout does in an environment, as the API shows it. */
export function toRolloutEnvironmentView(record: RolloutEnvironmentRecord): RolloutEnvironmentView {
  const { rolloutUid: _, deployment, ...view } = record;
  return {
    ...view,
    ...(deployment && {
      deployment: {
        uid: deployment.uid,
        number: deployment.number,
        status: deployment.status,
      },
    }),
  };
}
