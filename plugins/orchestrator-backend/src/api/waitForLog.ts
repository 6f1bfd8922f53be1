import { setTimeout as delay } from 'node:timers/promises';
import type { LogPage } from '@tutti/backstage-plugin-platform-orchestrator-common';

/** Milliseconds between two looks into the log while there is nothing new. */
const INTERVAL = 500;

/**
 * Reads on in a log, and while there is nothing new and the deployment goes on, looks again until `wait` seconds are
 * over or the client has gone. It keeps nothing between calls, so any replica can answer the next one.
 */
export async function waitForLog(
  read: (page: { after?: string; limit?: number }) => Promise<LogPage>,
  page: { after?: string; limit?: number },
  options: { wait: number; signal: AbortSignal },
): Promise<LogPage> {
  const { wait, signal } = options;
  for (let left = wait * 1000; ; left -= INTERVAL) {
    const answer = await read(page);
    if (answer.items.length > 0 || answer.complete || left <= 0 || signal.aborted) {
      return answer;
    }
    // When the client goes the loop ends at its next turn; there is nobody to tell.
    await delay(Math.min(INTERVAL, left), undefined, { signal }).catch(() => undefined);
  }
}
