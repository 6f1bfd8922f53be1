import type { Page, PageOptions } from '@tutti/backstage-plugin-platform-orchestrator-common';

/** Items that a page holds at least, when there are as many. */
const FILLED = 50;
/** Pages of the server that one page of a filtered list reads at most, so that a rare item costs no minute. */
const MAXIMUM_READS = 10;
/** As many items as the server gives at a time. */
const READ_AT_ONCE = 200;

/** A page of a list of which only some items are wanted. */
export interface FilledPage<T> {
  items: T[];
  /** Reads on after the last item that was looked at; absent: everything has been. */
  nextCursor?: string;
  /** How many items were looked at, fitting or not. */
  examined: number;
}

/**
 * Reads pages of the server until enough items fit, for filters that the server does not know. What it reads it shows
 * as a whole, so a page can hold more than the least number.
 *
 * @param load - asks the server for one page
 * @param fits - leaves items out; absent: the server's page is the page
 */
export async function fillPage<T>(
  load: (page: PageOptions) => Promise<Page<T>>,
  cursor: string | undefined,
  fits?: (item: T) => boolean,
): Promise<FilledPage<T>> {
  const items: T[] = [];
  let next = cursor;
  let examined = 0;
  for (let read = 0; read < MAXIMUM_READS; read += 1) {
    const page = await load({ cursor: next, limit: fits ? READ_AT_ONCE : FILLED });
    examined += page.items.length;
    items.push(...(fits ? page.items.filter(fits) : page.items));
    next = page.nextCursor;
    if (!fits || next === undefined || items.length >= FILLED) {
      break;
    }
  }
  return { items, examined, ...(next !== undefined && { nextCursor: next }) };
}
