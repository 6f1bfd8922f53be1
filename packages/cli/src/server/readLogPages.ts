import type {
  LogLine,
  PlatformOrchestratorApi,
} from '@tutti/backstage-plugin-platform-orchestrator-common';

/** Seconds that the server may keep a call open while there is nothing new; its maximum. */
const WAIT = 20;

/** The lines of a deployment's log, page by page; with `follow` until the deployment has ended. */
export async function* readLogPages(
  client: PlatformOrchestratorApi,
  uid: string,
  { follow, signal }: { follow?: boolean; signal?: AbortSignal },
): AsyncGenerator<LogLine[]> {
  let after: string | undefined;
  for (;;) {
    const page = await client.readLog(uid, { after, ...(follow && { wait: WAIT }) }, { signal });
    yield page.items;
    after = page.after;
    if (page.complete || (!follow && page.items.length === 0)) {
      return;
    }
  }
}
