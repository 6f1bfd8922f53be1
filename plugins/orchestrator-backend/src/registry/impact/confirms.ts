import type {
  EnvironmentImpact,
  ImpactChange,
  ImpactReport,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import { changeHash } from './Impacts';

/** Whether a report is about exactly this change. Pure. */
export function isAbout(report: ImpactReport, change: ImpactChange): boolean {
  return changeHash(report.change) === changeHash(change);
}

/** Whether a report shows all that would be taken away now: what was agreed to is what happens. Pure. */
export function showsAll(report: ImpactReport, now: readonly EnvironmentImpact[]): boolean {
  const known = new Set(losses(report.environments ?? []));
  return losses(now).every(loss => known.has(loss));
}

function losses(environments: readonly EnvironmentImpact[]): string[] {
  return environments.flatMap(({ environmentUid, nodes }) =>
    nodes
      .filter(node => node.destructive)
      .map(({ node, action }) => `${environmentUid} ${node} ${action}`),
  );
}
