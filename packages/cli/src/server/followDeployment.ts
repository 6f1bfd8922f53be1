import type {
  Deployment,
  PlatformOrchestratorApi,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import { escapeControl } from '../output/formatTable';
import type { Terminal } from '../program/Terminal';
import { readLogPages } from './readLogPages';

/** Options of {@link followDeployment}. */
export interface FollowOptions {
  uid: string;
  /** Seconds after which it is not waited any longer. Default: for ever. */
  timeout?: number;
}

/**
 * Notes the log of a deployment until it has ended, and says what to do when it waits for a person.
 *
 * @returns the deployment as it is then: one that has not ended when the time is over
 */
export async function followDeployment(
  client: PlatformOrchestratorApi,
  { uid, timeout }: FollowOptions,
  terminal: Terminal,
): Promise<Deployment> {
  const signal = timeout === undefined ? undefined : AbortSignal.timeout(timeout * 1000);
  const told = new Set<string>();
  let asked: string | undefined;
  try {
    for await (const lines of readLogPages(client, uid, { follow: true, signal })) {
      for (const { level, node, message } of lines) {
        told.add(message);
        terminal.note(escapeControl([level, node, message].filter(Boolean).join(' ')));
      }
      const { status, planHash } = await client.getDeployment(uid, { signal });
      if (status === 'awaiting-approval' && planHash !== asked) {
        asked = planHash;
        terminal.note(`To look at the plan: tutti deployment plan ${uid}`);
        terminal.note(`To decide: tutti deployment approve|reject ${uid} --plan-hash ${planHash}`);
      }
    }
  } catch (error) {
    if (!signal?.aborted) {
      throw error;
    }
    terminal.note(`The deployment has not ended within ${timeout} seconds; it goes on.`);
  }
  const deployment = await client.getDeployment(uid);
  if (deployment.error && !told.has(deployment.error)) {
    terminal.note(escapeControl(deployment.error));
  }
  return deployment;
}
