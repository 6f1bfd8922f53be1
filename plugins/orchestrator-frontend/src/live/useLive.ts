import { useSignal } from '@backstage/plugin-signals-react';
import { DEPLOYMENT_SIGNAL_CHANNEL } from '@tutti/backstage-plugin-platform-orchestrator-common';
import { useCallback, useEffect, useRef, useState } from 'react';

/** Options of {@link useLive}. */
export interface UseLiveOptions<T> {
  /** The value will not change by itself any more, so asking again would be in vain. Default: never. */
  isFinal?: (value: T) => boolean;
  /** Milliseconds between two questions when no signal comes. Default 3000. */
  interval?: number;
}

/** A value that is kept up to date. The last good value stays while a newer one is on its way or has failed. */
export interface Live<T> {
  value?: T;
  error?: Error;
  /** Nothing has arrived yet. */
  loading: boolean;
  /** Asks again now. */
  refresh(): void;
}

/**
 * Loads a value and keeps it fresh: by signals when there are any, and by asking again on an interval, since a
 * signal is a hint and can be lost. `key` names what is loaded; another key starts afresh.
 */
export function useLive<T>(
  key: string,
  load: (signal: AbortSignal) => Promise<T>,
  options: UseLiveOptions<T> = {},
): Live<T> {
  const { isFinal, interval = 3000 } = options;
  const [state, setState] = useState<{ key: string; value?: T; error?: Error }>({ key });
  const [round, setRound] = useState(0);
  const current = useRef({ load, isFinal });
  current.current = { load, isFinal };
  const { lastSignal } = useSignal(DEPLOYMENT_SIGNAL_CHANNEL);

  const refresh = useCallback(() => setRound(number => number + 1), []);
  const fresh = state.key === key ? state : { key };
  const done = fresh.value !== undefined && Boolean(isFinal?.(fresh.value));

  useEffect(() => {
    const controller = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async () => {
      let final = false;
      try {
        const value = await current.current.load(controller.signal);
        if (controller.signal.aborted) {
          return;
        }
        final = Boolean(current.current.isFinal?.(value));
        setState({ key, value });
      } catch (error) {
        if (controller.signal.aborted) {
          return;
        }
        setState(before => ({
          key,
          value: before.key === key ? before.value : undefined,
          error: error instanceof Error ? error : new Error(String(error)),
        }));
      }
      if (!final) {
        timer = setTimeout(ask, interval);
      }
    };
    ask();
    return () => {
      controller.abort();
      clearTimeout(timer);
    };
  }, [key, interval, round]);

  useEffect(() => {
    if (lastSignal && !done) {
      refresh();
    }
    // Only a new signal asks again; that the value has become final must not.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [lastSignal, refresh]);

  return {
    value: fresh.value,
    error: fresh.error,
    loading: fresh.value === undefined && fresh.error === undefined,
    refresh,
  };
}
