import type { EnvironmentPause } from '@tutti/backstage-plugin-platform-orchestrator-common';

/** Who paused an environment, and why: `The environment dev of shop is paused by user:default/ana: The audit runs.` */
export function pauseSentence(
  { name, application }: { name: string; application: string },
  { by, reason }: Pick<EnvironmentPause, 'by' | 'reason'>,
): string {
  const end = /[.!?]$/.test(reason) ? '' : '.';
  return `The environment ${name} of ${application} is paused by ${by}: ${reason}${end}`;
}
