import type { Page, PageOptions } from '@tutti/backstage-plugin-platform-orchestrator-common';
import { useSearchParams } from 'react-router-dom';
import { useLive } from '../live/useLive';
import type { Live } from '../live/useLive';
import { fillPage } from './fillPage';
import type { FilledPage } from './fillPage';
import { AFTER } from './useUrlFilter';

/** Lists of the registry change rarely, so they are asked for again less often than deployments. */
const INTERVAL = 10_000;

/**
 * One page of a list, read by the cursor in the URL and kept up to date.
 *
 * @param key - names the list and its filter; another key starts afresh
 * @param fits - for filters that the server does not know
 */
export function usePagedList<T>(
  key: string,
  load: (page: PageOptions, signal: AbortSignal) => Promise<Page<T>>,
  fits?: (item: T) => boolean,
): Live<FilledPage<T>> {
  const [parameters] = useSearchParams();
  const cursor = parameters.get(AFTER) ?? undefined;
  return useLive(
    `${key}/${cursor ?? ''}`,
    signal => fillPage(page => load(page, signal), cursor, fits),
    { interval: INTERVAL },
  );
}
