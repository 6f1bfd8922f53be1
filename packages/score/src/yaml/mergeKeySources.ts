import type { JsonObject, JsonValue } from '../json/JsonValue';
import { isJsonObject } from '../json/isJsonObject';
import type { LocationNode } from './LocationNode';

/** A value and where its parts were written. */
interface Located {
  value: JsonValue;
  children?: Map<string, LocationNode>;
}

/** A mapping whose entries a merge key takes over. */
export interface MergeSource {
  value: JsonObject;
  children: Map<string, LocationNode>;
}

/**
 * The mappings that the value of a merge key (`<<`) names, the ones that win first: the mapping itself, or
 * each of a list. `undefined` when it is neither. Merge keys left YAML with version 1.2, but the Go tools
 * that read Score files still know them.
 */
export function mergeKeySources(located: Located): MergeSource[] | undefined {
  const { value } = located;
  const candidates: Located[] = Array.isArray(value)
    ? value.map((item, index) => ({
        value: item,
        children: located.children?.get(String(index))?.children,
      }))
    : [located];
  const sources: MergeSource[] = [];
  for (const candidate of candidates) {
    if (!isJsonObject(candidate.value)) {
      return undefined;
    }
    sources.push({
      value: candidate.value,
      children: candidate.children ?? new Map(),
    });
  }
  return sources;
}
