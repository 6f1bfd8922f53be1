import type { JsonValue } from '../json/JsonValue';
import { isJsonObject } from '../json/isJsonObject';
import { appendPointer } from '../json/jsonPointer';
import { sortedEntries } from '../json/sortedEntries';
import { isKnownAfter } from '../marks/KnownAfter';
import { isSecretValue } from '../marks/SecretValue';
import { parsePlaceholders } from './parsePlaceholders';
import type { Reference } from './Reference';

/**
 * Finds every placeholder in the texts of a value, however deep: objects in the order of their keys,
 * lists and texts from their beginning. Keys are not searched, nor is what a mark holds.
 * @public
 */
export function findReferences(value: JsonValue): Reference[] {
  const references: Reference[] = [];
  visit(value, '', references);
  return references;
}

function visit(value: JsonValue, pointer: string, found: Reference[]): void {
  if (typeof value === 'string') {
    for (const segment of parsePlaceholders(value)) {
      if (segment.kind === 'placeholder') {
        found.push({ path: segment.path, raw: segment.raw, pointer });
      }
    }
  } else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      visit(item, appendPointer(pointer, index), found);
    }
  } else if (isJsonObject(value) && !isSecretValue(value) && !isKnownAfter(value)) {
    for (const [key, item] of sortedEntries(value)) {
      visit(item, appendPointer(pointer, key), found);
    }
  }
}
