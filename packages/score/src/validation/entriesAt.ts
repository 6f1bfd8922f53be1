import type { JsonValue } from '../json/JsonValue';
import { isJsonObject } from '../json/isJsonObject';
import { appendPointer } from '../json/jsonPointer';
import { readProperty } from '../json/readProperty';
import { sortedEntries } from '../json/sortedEntries';

/** An entry of a mapping somewhere in a document. */
export interface LocatedEntry {
  name: string;
  value: JsonValue;
  pointer: string;
}

/** The entries, sorted by name, of the mapping that a value has as a property; none when it has none. */
export function entriesAt(
  parent: { value: JsonValue | undefined; pointer: string },
  property: string,
): LocatedEntry[] {
  const mapping = readProperty(parent.value, property);
  return isJsonObject(mapping)
    ? sortedEntries(mapping).map(([name, value]) => ({
        name,
        value,
        pointer: appendPointer(parent.pointer, property, name),
      }))
    : [];
}
