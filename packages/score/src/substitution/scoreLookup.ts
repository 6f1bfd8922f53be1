import type { JsonObject, JsonValue } from '../json/JsonValue';
import { readProperty } from '../json/readProperty';
import { isKnownAfter } from '../marks/KnownAfter';
import { lookupPath } from '../placeholders/lookupPath';
import type { Lookup } from '../placeholders/Lookup';
import { PlaceholderError } from '../placeholders/PlaceholderError';

/**
 * The lookup of a Score file: root `metadata` walks the workload's metadata, root `resources` the
 * outputs of its resources by their local key. The outputs of a resource may be a `KnownAfter` mark.
 * Its errors are score-go's, word by word (`framework/substitution.go`, `framework/state.go`).
 * @public
 */
export function scoreLookup(context: {
  metadata: JsonObject;
  resources: Readonly<Record<string, JsonValue>>;
}): Lookup {
  return (path, raw) => {
    const [root, name, ...keys] = path;
    switch (root) {
      case 'metadata':
        if (name === undefined) {
          throw new PlaceholderError(raw, 'requires at least a metadata key to lookup');
        }
        return lookupPath(context.metadata, [name, ...keys], raw);
      case 'resources':
        if (name === undefined) {
          throw new PlaceholderError(raw, 'requires at least a resource name to lookup');
        }
        return lookupOutput(context.resources, name, keys, raw);
      default:
        throw new PlaceholderError(
          raw,
          'unknown reference root, use $$ to escape the substitution',
        );
    }
  };
}

function lookupOutput(
  resources: Readonly<Record<string, JsonValue>>,
  name: string,
  keys: string[],
  raw: string,
): JsonValue {
  const outputs = readProperty(resources, name);
  if (outputs === undefined) {
    throw new PlaceholderError(raw, `no known resource '${name}'`);
  }
  if (keys.length === 0 && !isKnownAfter(outputs)) {
    throw new PlaceholderError(raw, 'at least one lookup key is required');
  }
  return lookupPath(outputs, keys, raw);
}
