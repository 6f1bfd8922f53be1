import type { ImpactReport } from '@tutti/backstage-plugin-platform-orchestrator-common';

/** The one transition table of questions about impact; one that was `running` in a process that died runs again. */
export const IMPACT_TRANSITIONS: Record<ImpactReport['status'], readonly ImpactReport['status'][]> =
  {
    pending: ['running'],
    running: ['running', 'done', 'failed'],
    done: [],
    failed: [],
  };

/** The statuses from which a question may come to another one. */
export function statusesBefore(to: ImpactReport['status']): ImpactReport['status'][] {
  return (Object.keys(IMPACT_TRANSITIONS) as ImpactReport['status'][]).filter(from =>
    IMPACT_TRANSITIONS[from].includes(to),
  );
}
