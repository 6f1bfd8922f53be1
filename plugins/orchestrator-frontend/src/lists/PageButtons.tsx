import { Button, Flex } from '@backstage/ui';

/** The way to the next page of a list and back to the first one; nothing where there is only one. */
export function PageButtons(props: {
  /** What the pages are of, for screen readers: `resources`. */
  noun: string;
  isFirst: boolean;
  nextCursor: string | undefined;
  /** @param cursor - `undefined`: the first page */
  onGo: (cursor: string | undefined) => void;
}) {
  const { noun, isFirst, nextCursor, onGo } = props;
  if (isFirst && nextCursor === undefined) {
    return null;
  }
  return (
    <nav aria-label={`Pages of ${noun}`}>
      <Flex gap="3" align="center">
        <Button
          size="small"
          variant="secondary"
          isDisabled={isFirst}
          onPress={() => onGo(undefined)}
        >
          First page
        </Button>
        <Button
          size="small"
          variant="secondary"
          isDisabled={nextCursor === undefined}
          onPress={() => onGo(nextCursor)}
        >
          Next page
        </Button>
      </Flex>
    </nav>
  );
}
