import type { Barriers } from '../../database/rollouts/readBarriers';

/** The sentence that says why a rollout passes over an environment; undefined when it does not. Pure. */
export function barrierTo({ status, lock, pause, holds = [] }: Barriers): string | undefined {
  if (lock) {
    return `The environment is locked${by(lock)}`;
  }
  if (status === 'active') {
    const [hold] = holds;
    return (
      hold &&
      `The rollback ${hold.deployment.number} of ${hold.by} holds ${hold.workloads.join(', ')} until a person releases it.`
    );
  }
  return status === 'paused' && pause
    ? `The environment is paused${by(pause)}`
    : `The environment is ${status}, so it takes no deployments.`;
}

function by({ by: who, reason }: { by?: string; reason?: string }): string {
  return `${who === undefined ? '' : ` by ${who}`}${reason === undefined ? '.' : `: ${reason}`}`;
}
