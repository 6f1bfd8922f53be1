import type { Page } from '@tutti/backstage-plugin-platform-orchestrator-common';

/** As many items as the server gives at once. */
const PAGE = 200;

/** All items of a list that the server pages. */
export async function readAllPages<Item>(
  readPage: (page: { cursor?: string; limit: number }) => Promise<Page<Item>>,
): Promise<Item[]> {
  const items: Item[] = [];
  for (let cursor: string | undefined; ;) {
    const page = await readPage({ limit: PAGE, ...(cursor !== undefined && { cursor }) });
    items.push(...page.items);
    cursor = page.nextCursor;
    if (cursor === undefined) {
      return items;
    }
  }
}
