import type { Page } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router-dom';
import { LiveView } from '../live/LiveView';
import type { Live } from '../live/useLive';
import { PageButtons } from './PageButtons';
import { AFTER } from './useUrlFilter';

/**
 * One page of a list, what to do where it is empty, and the way to its other pages; the browser's own way back goes page by
 * page.
 */
export function PagedList<T>(props: {
  live: Live<Page<T>>;
  /** What the list is of: `resources`. */
  noun: string;
  /** What there is instead of an empty page. */
  empty: ReactNode;
  children: (items: T[]) => ReactNode;
}) {
  const { live, noun, empty, children } = props;
  const [parameters, setParameters] = useSearchParams();
  const go = (cursor: string | undefined) =>
    setParameters(before => {
      const after = new URLSearchParams(before);
      after.delete(AFTER);
      if (cursor !== undefined) {
        after.set(AFTER, cursor);
      }
      return after;
    });
  return (
    <LiveView live={live} errorTitle={`The ${noun} cannot be shown`}>
      {({ items, nextCursor }) => (
        <>
          {items.length === 0 ? empty : children(items)}
          <PageButtons
            noun={noun}
            isFirst={!parameters.has(AFTER)}
            nextCursor={nextCursor}
            onGo={go}
          />
        </>
      )}
    </LiveView>
  );
}
