import type { DeploymentStatus } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { DeploymentKind } from '@tutti/planner';
import { sinceTime } from './sinceTime';
import type { Telemetry } from './Telemetry';

/** Counts a deployment that ended, once that has been committed. */
export function deploymentEnded(
  telemetry: Telemetry,
  deployment: { kind: DeploymentKind; createdAt: string },
  outcome: DeploymentStatus,
): void {
  const { kind, createdAt } = deployment;
  telemetry.count('deploymentsEnded', { kind, outcome });
  telemetry.record('deploymentDuration', sinceTime(createdAt), { kind, outcome });
}
