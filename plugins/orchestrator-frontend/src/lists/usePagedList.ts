import type { Page, PageOptions } from '@tutti/backstage-plugin-platform-orchestrator-common';
import { useSearchParams } from 'react-router-dom';
import { useLive } from '../live/useLive';
import type { Live } from '../live/useLive';
import { AFTER } from './useUrlFilter';

/** Lists of the registry change rarely, so they are asked for again less often than deployments. */
const INTERVAL = 10_000;
/** As many items as a page has. */
const LIMIT = 50;

/**
 * One page of a list, read by the cursor in the URL and kept up to date.
 *
 * @param key - names the list and its filter; another key starts afresh
 */
export function usePagedList<T>(
  key: string,
  load: (page: PageOptions, signal: AbortSignal) => Promise<Page<T>>,
): Live<Page<T>> {
  const [parameters] = useSearchParams();
  const cursor = parameters.get(AFTER) ?? undefined;
  return useLive(`${key}/${cursor ?? ''}`, signal => load({ cursor, limit: LIMIT }, signal), {
    interval: INTERVAL,
  });
}
