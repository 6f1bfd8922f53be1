import { canonicalJson } from '../canonical/canonicalJson';
import type { JsonObject, JsonValue } from '../json/JsonValue';
import { readProperty } from '../json/readProperty';

/** An item of a list after its upgrade, and what was changed in it, if anything. */
export interface UpgradedItem {
  item: JsonObject;
  change?: string;
}

/** A file whose `content` is a list of lines gets them as one text, without a newline at the end. */
export function joinContentLines(file: JsonObject): UpgradedItem {
  const content = readProperty(file, 'content');
  if (!Array.isArray(content)) {
    return { item: file };
  }
  return {
    item: { ...file, content: content.map(lineText).join('\n') },
    change: 'content: converted from array',
  };
}

/** A volume with the old `read_only` gets `readOnly`, unless it has that as well. */
export function renameReadOnly(volume: JsonObject): UpgradedItem {
  const { read_only: readOnly, ...item } = volume;
  if (typeof readOnly !== 'boolean' || readProperty(volume, 'readOnly')) {
    return { item: volume };
  }
  return {
    item: { ...item, readOnly },
    change: 'read_only: migrated to readOnly',
  };
}

function lineText(line: JsonValue): string {
  if (line === null) {
    return '';
  }
  return typeof line === 'string' ? line : canonicalJson(line);
}
