import { useApi } from '@backstage/frontend-plugin-api';
import type {
  ImpactChange,
  ImpactReport,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import { useCallback, useEffect, useRef, useState } from 'react';
import { platformOrchestratorApiRef } from '../../api/platformOrchestratorApiRef';

/** Milliseconds between two questions for a report that the queue is still making. */
const INTERVAL = 1000;

/** An answer to the question what a change would do. */
export interface ImpactState {
  /** Also one that is still being made. */
  report?: ImpactReport;
  error?: Error;
  loading: boolean;
}

/** Asks what changes would do, and waits for reports that the queue makes. */
export function useImpact(): ImpactState & {
  /** @returns the finished report, or `undefined` when it could not be made; {@link ImpactState.error} says why. */
  ask(change: ImpactChange): Promise<ImpactReport | undefined>;
  /** Shows a report that came with a refusal, once it is made. @returns as {@link ask} */
  show(report: ImpactReport): Promise<ImpactReport | undefined>;
} {
  const api = useApi(platformOrchestratorApiRef);
  const [state, setState] = useState<ImpactState>({ loading: false });
  const controller = useRef<AbortController>();
  useEffect(() => () => controller.current?.abort(), []);

  const follow = useCallback(
    async (begin: (signal: AbortSignal) => Promise<ImpactReport>) => {
      controller.current?.abort();
      const own = new AbortController();
      controller.current = own;
      const { signal } = own;
      setState({ loading: true });
      try {
        let report = await begin(signal);
        while (!isEnded(report)) {
          setState({ report, loading: true });
          await new Promise(resolve => setTimeout(resolve, INTERVAL));
          signal.throwIfAborted();
          report = await api.getImpact(report.uid, { signal });
        }
        if (signal.aborted) {
          return undefined;
        }
        if (report.status === 'failed') {
          throw new Error(report.error ?? 'The report could not be made.');
        }
        setState({ report, loading: false });
        return report;
      } catch (caught) {
        if (!signal.aborted) {
          setState({ loading: false, error: toError(caught) });
        }
        return undefined;
      }
    },
    [api],
  );
  const ask = useCallback(
    (change: ImpactChange) => follow(signal => api.askImpact(change, { signal })),
    [api, follow],
  );
  const show = useCallback((report: ImpactReport) => follow(async () => report), [follow]);
  return { ...state, ask, show };
}

function isEnded({ status }: ImpactReport): boolean {
  return status === 'done' || status === 'failed';
}

function toError(caught: unknown): Error {
  return caught instanceof Error ? caught : new Error(String(caught));
}
