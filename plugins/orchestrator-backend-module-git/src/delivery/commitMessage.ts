import type { DriverContext } from '@tutti/backstage-plugin-platform-orchestrator-node';

type Subject = Pick<DriverContext, 'application' | 'environment' | 'deployment' | 'fence'>;

/**
 * The message of a delivery's commit: what was done, the deployment's comment, and trailers (`git-interpret-trailers(1)`)
 * by which people and programs find the deployment. What people wrote stays on one line, so that it forges no trailer.
 */
export function commitMessage(verb: 'deploy' | 'remove', ctx: Subject): string {
  const { application, environment, deployment, fence } = ctx;
  const what =
    verb === 'deploy'
      ? `Deploy ${application.id} to ${environment.id}`
      : `Remove ${application.id} from ${environment.id}`;
  const comment = oneLine(deployment.comment ?? '');
  return [
    `${what} (#${deployment.number})`,
    '',
    ...(comment ? [comment, ''] : []),
    `Tutti-Deployment: ${oneLine(deployment.uid)}`,
    `Tutti-Environment: ${oneLine(environment.uid)}`,
    `Tutti-Number: ${deployment.number}`,
    `Tutti-Fence: ${fence.epoch}.${fence.counter}`,
    `Tutti-Requested-By: ${oneLine(deployment.requestedBy)}`,
    '',
  ].join('\n');
}

function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
}
