import { Button, Flex, Text } from '@backstage/ui';
import { useSearchParams } from 'react-router-dom';
import type { FilledPage } from './fillPage';
import { AFTER } from './useUrlFilter';

/** Leads to the next page of a list and back to the first one; the browser's own way back goes page by page. */
export function Pager<T>(props: { page: FilledPage<T>; noun: string }) {
  const { page, noun } = props;
  const [parameters, setParameters] = useSearchParams();
  const isFirst = !parameters.has(AFTER);
  if (isFirst && page.nextCursor === undefined) {
    return null;
  }
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
    <nav aria-label={`Pages of ${noun}`}>
      <Flex gap="3" align="center">
        <Button size="small" variant="secondary" isDisabled={isFirst} onPress={() => go(undefined)}>
          First page
        </Button>
        <Button
          size="small"
          variant="secondary"
          isDisabled={page.nextCursor === undefined}
          onPress={() => go(page.nextCursor)}
        >
          Next page
        </Button>
        {page.examined > page.items.length && (
          <Text variant="body-small" color="secondary">
            {page.items.length} of {page.examined} {noun} on this page fit the filter.
          </Text>
        )}
      </Flex>
    </nav>
  );
}
