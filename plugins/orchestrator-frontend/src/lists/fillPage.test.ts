import { fillPage } from './fillPage';

/** A list of the numbers below `size`, whose cursor is the next number. */
function numbers(size: number) {
  return async ({ cursor, limit = 50 }: { cursor?: string; limit?: number }) => {
    const start = Number(cursor ?? 0);
    const end = Math.min(start + limit, size);
    return {
      items: Array.from({ length: end - start }, (_, index) => start + index),
      ...(end < size && { nextCursor: String(end) }),
    };
  };
}

/** Follows the cursors to the end. */
async function all(size: number, fits?: (item: number) => boolean): Promise<number[]> {
  const items: number[] = [];
  let cursor: string | undefined;
  do {
    const page = await fillPage(numbers(size), cursor, fits);
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return items;
}

describe('a page of a filtered list', () => {
  it('leaves nothing out and shows nothing twice, however few fit', async () => {
    const rare = (item: number) => item % 731 === 0;
    expect(await all(5000, rare)).toEqual([0, 731, 1462, 2193, 2924, 3655, 4386]);
    const common = (item: number) => item % 3 === 0;
    expect(await all(1000, common)).toEqual(Array.from({ length: 334 }, (_, index) => index * 3));
  });

  it('ends after some pages of the server and says where to go on, so that nobody waits for a rare item', async () => {
    const page = await fillPage(numbers(100_000), undefined, () => false);
    expect(page).toEqual({ items: [], examined: 2000, nextCursor: '2000' });
  });

  it('is the page of the server without a filter', async () => {
    const page = await fillPage(numbers(120), '50');
    expect(page.items[0]).toBe(50);
    expect(page.nextCursor).toBe('100');
  });
});
