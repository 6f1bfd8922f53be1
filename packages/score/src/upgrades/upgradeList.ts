import type { JsonObject, JsonValue } from '../json/JsonValue';
import { isJsonObject } from '../json/isJsonObject';
import { appendPointer } from '../json/jsonPointer';
import type { Finding } from '../problems/Finding';
import { quote } from '../problems/quote';
import { isReservedKey } from '../yaml/reservedKeys';
import type { UpgradedItem } from './upgradeItems';

/** What an upgrade did and found. @public */
export interface Upgrades {
  /** One line per change, in score-go's words. */
  changes: string[];
  /** What could not be upgraded. */
  findings: Finding[];
  /** The new JSON pointer of each value that moved, and its old one. */
  moved: Map<string, string>;
}

/**
 * Turns a list of items that each name their `target` into a map by target. An item without a target, a
 * second one for the same target, and an item that is no mapping are findings and left out.
 */
export function upgradeList(
  items: JsonValue[],
  list: {
    pointer: string;
    /** The list's path as change messages write it. */
    path: string;
    upgradeItem: (item: JsonObject) => UpgradedItem;
  },
  upgrades: Upgrades,
): JsonObject {
  const byTarget = new Map<string, JsonObject>();
  for (const [index, item] of items.entries()) {
    const report = (message: string, hint: string) =>
      upgrades.findings.push({
        severity: 'error',
        code: 'upgrade',
        message,
        pointer: appendPointer(list.pointer, index),
        hint,
      });
    if (!isJsonObject(item)) {
      report(`The item ${list.path}.${index} is not a mapping.`, 'Write a mapping with a target.');
      continue;
    }
    const upgraded = list.upgradeItem(item);
    if (upgraded.change) {
      upgrades.changes.push(`${list.path}.${index}.${upgraded.change}`);
    }
    const { target, ...rest } = upgraded.item;
    if (typeof target !== 'string') {
      report(
        `The target of a mount is needed: ${list.path}.${index}.target: is missing or is not a string.`,
        'Give the path in the container as target.',
      );
    } else if (isReservedKey(target) || byTarget.has(target)) {
      report(
        `The target ${quote(target)} of ${list.path}.${index} is ${byTarget.has(target) ? 'given twice' : 'reserved'}.`,
        'Choose another path.',
      );
    } else {
      byTarget.set(target, rest);
      upgrades.moved.set(appendPointer(list.pointer, target), appendPointer(list.pointer, index));
    }
  }
  upgrades.changes.push(`${list.path}: migrated to object`);
  return Object.fromEntries(byTarget);
}
