import { CustomErrorBase } from '@backstage/errors';
import type { ImpactReport } from '@tutti/backstage-plugin-platform-orchestrator-common';

/** The server made a report about a change to a large fleet, and it shows a loss that somebody has to confirm first. */
export class ImpactNotConfirmed extends CustomErrorBase {
  name = 'ImpactNotConfirmed' as const;
  readonly report: ImpactReport;

  constructor(report: ImpactReport) {
    super('The change would take something away, and nobody has confirmed it.');
    this.report = report;
  }
}
