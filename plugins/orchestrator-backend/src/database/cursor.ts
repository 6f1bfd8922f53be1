import { InputError } from '@backstage/errors';

/**
 * An opaque cursor that stands after the row with these values of the columns that a list is sorted by. It names its list,
 * so that a cursor of another list is refused and not misread.
 */
export function encodeCursor(list: string, position: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify([list, ...position])).toString('base64url');
}

/**
 * Reads a cursor of {@link encodeCursor}.
 *
 * @param list - the name of the list, as it was encoded with
 * @param shape - the type of each value, in the order of the sort columns.
 * @throws InputError when it is none, or one of another list.
 */
export function decodeCursor<const TShape extends readonly ('string' | 'number')[]>(
  list: string,
  cursor: string,
  shape: TShape,
): { [K in keyof TShape]: TShape[K] extends 'string' ? string : number } {
  let found: unknown;
  try {
    found = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    found = undefined;
  }
  const [name, ...position] = Array.isArray(found) ? found : [];
  if (
    name !== list ||
    position.length !== shape.length ||
    position.some((value, index) => typeof value !== shape[index] || !isUsable(value))
  ) {
    throw new InputError(
      'cursor: this is not a cursor of this list: pass the nextCursor of the page before, unchanged.',
    );
  }
  return position as never;
}

/** What a column can be compared with: PostgreSQL takes neither U+0000 nor numbers beyond those of its columns. */
function isUsable(value: string | number): boolean {
  return typeof value === 'string' ? !value.includes('\0') : Math.abs(value) < 2 ** 31;
}

/** Rows of one page, and one more to see whether there is another. */
export function pageOf<TRow, TItem>(
  rows: TRow[],
  limit: number,
  options: {
    /** The name of the list. */
    list: string;
    item: (row: TRow) => TItem;
    position: (row: TRow) => (string | number)[];
  },
): { items: TItem[]; nextCursor?: string } {
  const shown = rows.slice(0, limit);
  return {
    items: shown.map(options.item),
    ...(rows.length > limit && {
      nextCursor: encodeCursor(options.list, options.position(shown[shown.length - 1])),
    }),
  };
}
