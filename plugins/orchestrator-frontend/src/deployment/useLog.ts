import { useApi } from '@backstage/frontend-plugin-api';
import type { LogLine } from '@tutti/backstage-plugin-platform-orchestrator-common';
import { useEffect, useState } from 'react';
import { platformOrchestratorApiRef } from '../api/platformOrchestratorApiRef';

const POLL_MILLISECONDS = 1500;

/** The log of a deployment so far; follows it by cursor until it is complete. */
export function useLog(uid: string): { lines: LogLine[]; complete: boolean; error?: Error } {
  const api = useApi(platformOrchestratorApiRef);
  const [lines, setLines] = useState<LogLine[]>([]);
  const [complete, setComplete] = useState(false);
  const [error, setError] = useState<Error>();

  useEffect(() => {
    const controller = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let after: string | undefined;
    setLines([]);
    setComplete(false);
    const ask = async () => {
      let wait = POLL_MILLISECONDS;
      try {
        const page = await api.readLog(uid, { after }, { signal: controller.signal });
        if (controller.signal.aborted) {
          return;
        }
        after = page.after;
        setError(undefined);
        if (page.items.length > 0) {
          setLines(before => [...before, ...page.items]);
          wait = 0;
        }
        if (page.complete) {
          setComplete(true);
          return;
        }
      } catch (caught) {
        if (controller.signal.aborted) {
          return;
        }
        setError(caught instanceof Error ? caught : new Error(String(caught)));
      }
      timer = setTimeout(ask, wait);
    };
    ask();
    return () => {
      controller.abort();
      clearTimeout(timer);
    };
  }, [api, uid]);

  return { lines, complete, error };
}
