import { appendPointer, isJsonObject, splitPointer } from '@tutti/score';
import type { JsonValue } from '@tutti/score';
import type { JsonSchema } from '../model';
import { linearPattern } from './linearPattern';

/** The marks that Tutti reads beside a property in a schema. */
export type SchemaFlag = 'secret' | 'identity' | 'verbatim';

/**
 * The part of a JSON Schema that describes the value at a pointer, following `properties`, `additionalProperties`,
 * `patternProperties`, `items` and `prefixItems`; `undefined` where the schema says nothing about it. What stands in
 * `anyOf` and the like is not looked into: flags belong where they can be found without a value.
 */
export function schemaAt(schema: JsonSchema, pointer: string): JsonSchema | undefined {
  let current: JsonSchema | undefined = schema;
  for (const token of splitPointer(pointer)) {
    current = current && childSchema(current, token);
  }
  return current;
}

/** Whether the place, or a place around it, bears a flag: what is below a secret is secret. */
export function hasFlag(schema: JsonSchema, pointer: string, flag: SchemaFlag): boolean {
  let current: JsonSchema | undefined = schema;
  for (const token of splitPointer(pointer)) {
    if (current?.[flag] === true) {
      return true;
    }
    current = current && childSchema(current, token);
  }
  return current?.[flag] === true;
}

/** The pointers of all properties that bear a flag, sorted; a flagged property is not searched further. */
export function flaggedPointers(schema: JsonSchema, flag: SchemaFlag, at = ''): string[] {
  const properties = isJsonObject(schema.properties) ? schema.properties : {};
  const found: string[] = [];
  for (const name of Object.keys(properties).sort()) {
    const property = properties[name];
    const pointer = appendPointer(at, name);
    if (isJsonObject(property)) {
      found.push(
        ...(property[flag] === true ? [pointer] : flaggedPointers(property, flag, pointer)),
      );
    }
  }
  return found;
}

function childSchema(schema: JsonSchema, token: string): JsonSchema | undefined {
  const candidates: (JsonValue | undefined)[] = [
    ownProperty(schema.properties, token),
    patternProperty(schema.patternProperties, token),
    schema.additionalProperties,
    Array.isArray(schema.prefixItems) ? schema.prefixItems[Number(token)] : undefined,
    schema.items,
  ];
  return candidates.find(isJsonObject);
}

function ownProperty(properties: JsonValue | undefined, name: string): JsonValue | undefined {
  return isJsonObject(properties) && Object.hasOwn(properties, name) ? properties[name] : undefined;
}

function patternProperty(patterns: JsonValue | undefined, name: string): JsonValue | undefined {
  if (!isJsonObject(patterns)) {
    return undefined;
  }
  const pattern = Object.keys(patterns)
    .sort()
    .find(candidate => matches(candidate, name));
  return pattern === undefined ? undefined : patterns[pattern];
}

/** A pattern that is none is the fault of its schema, which is told where the schema is checked. */
function matches(pattern: string, name: string): boolean {
  try {
    return linearPattern(pattern).test(name);
  } catch (error) {
    if (error instanceof SyntaxError) {
      return false;
    }
    throw error;
  }
}
