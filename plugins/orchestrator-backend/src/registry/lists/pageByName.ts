import { InputError } from '@backstage/errors';
import { compareText } from '@tutti/score';
import { decodeCursor, encodeCursor } from '../../database/cursor';

const MAXIMUM_LIMIT = 200;

/**
 * Cuts a page out of a list that is held in memory, sorted by name. The cursor is the last name, so that what comes and
 * goes between two pages moves nothing.
 *
 * @param options.list - the name of the list, for its cursors
 * @param options.limit - 1 to 200; absent: all that is left
 * @throws InputError for a limit or cursor that cannot be used.
 */
export function pageByName<T extends { name: string }>(
  rows: readonly T[],
  options: { list: string; cursor?: string; limit?: number },
): { items: T[]; nextCursor?: string } {
  const { list, cursor, limit } = options;
  if (limit !== undefined && (!Number.isInteger(limit) || limit < 1)) {
    throw new InputError(`The limit is ${limit}: write a whole number from 1 to ${MAXIMUM_LIMIT}.`);
  }
  const size = limit === undefined ? rows.length : Math.min(limit, MAXIMUM_LIMIT);
  const [after] = cursor === undefined ? [] : decodeCursor(list, cursor, ['string']);
  const left = rows.filter(row => after === undefined || compareText(row.name, after) > 0);
  const items = left.slice(0, size);
  return {
    items,
    ...(left.length > size && { nextCursor: encodeCursor(list, [items[items.length - 1].name]) }),
  };
}
