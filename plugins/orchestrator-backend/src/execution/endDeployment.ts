import type { DeploymentStatus } from '@tutti/backstage-plugin-platform-orchestrator-common';
import { changeDeploymentStatus } from '../database/deployments/changeDeploymentStatus';
import { failRunningNodes } from '../database/deployments/failRunningNodes';
import { findDeployment } from '../database/deployments/findDeployment';
import { skipPendingNodes } from '../database/deployments/skipPendingNodes';
import { deploymentEnded } from '../telemetry/deploymentEnded';
import type { DeploymentRun } from './DeploymentRun';
import { tellable } from './log/tellable';
import { announce } from './outbox/announce';

/** How a deployment that was being planned or applied can end. */
export type DeploymentEnd = Extract<
  DeploymentStatus,
  'succeeded' | 'failed' | 'needs-attention' | 'cancelled'
>;

/**
 * Ends a deployment in one fenced transaction; nodes that were not begun are skipped. Success goes through `verifying`,
 * which ends at once where nobody can observe readiness: with delivery into Git, succeeded means handed over.
 */
export async function endDeployment(
  run: DeploymentRun,
  to: DeploymentEnd,
  error?: string,
): Promise<void> {
  const { deployment, environment, log, redactor } = run;
  const sentence = error === undefined ? undefined : tellable(redactor, error);
  await run.transact(async transaction => {
    const current = await findDeployment(transaction, deployment.uid);
    let from = current?.status ?? deployment.status;
    if (to === 'succeeded' && from === 'applying') {
      await changeDeploymentStatus(transaction, deployment.uid, from, 'verifying');
      from = 'verifying';
    }
    if (to !== 'succeeded') {
      await failRunningNodes(transaction, deployment.uid, sentence ?? 'It was interrupted.');
      await skipPendingNodes(transaction, deployment.uid, sentence ?? 'Not begun.');
    }
    await changeDeploymentStatus(transaction, deployment.uid, from, to, { error: sentence });
    log.add(
      to === 'succeeded'
        ? {
            level: 'info',
            phase: 'deploy',
            message: 'Succeeded: handed over; readiness is not checked.',
          }
        : { level: 'error', phase: 'deploy', message: sentence ?? `The deployment is ${to}.` },
    );
    await log.write(transaction);
    await announce(transaction, environment, { environmentChanged: true, resourcesChanged: true });
  });
  deploymentEnded(run.services.telemetry, deployment, to);
}
