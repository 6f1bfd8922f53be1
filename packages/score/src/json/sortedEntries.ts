import { compareText } from './compareText';

/** The own entries of a record in the order of their names; an absent record has none. @public */
export function sortedEntries<T>(record: Readonly<Record<string, T>> | undefined): [string, T][] {
  return Object.entries(record ?? {}).sort(([left], [right]) => compareText(left, right));
}
