import { appendPointer, isJsonObject } from '@tutti/score';
import type { JsonValue } from '@tutti/score';
import type { JsonSchema } from '../model';

/** Keywords that hold schemas by name, in a list, or one. */
const BY_NAME = [
  'properties',
  'patternProperties',
  '$defs',
  'definitions',
  'dependentSchemas',
] as const;
const LISTS = ['allOf', 'anyOf', 'oneOf', 'prefixItems'] as const;
const SINGLE = [
  'items',
  'additionalProperties',
  'propertyNames',
  'contains',
  'not',
  'if',
  'then',
  'else',
  'unevaluatedItems',
  'unevaluatedProperties',
] as const;

/** A part of a JSON Schema that is itself one. */
export interface Subschema {
  schema: JsonSchema;
  /** JSON pointer into the schema. */
  pointer: string;
}

/** A JSON Schema 2020-12 and all schemas in it, each before those in it. */
export function subschemas(schema: JsonSchema): Subschema[] {
  const found: Subschema[] = [{ schema, pointer: '' }];
  for (const { schema: outer, pointer } of found) {
    const add = (value: JsonValue | undefined, ...tokens: (string | number)[]) => {
      if (isJsonObject(value)) {
        found.push({ schema: value, pointer: appendPointer(pointer, ...tokens) });
      }
    };
    for (const keyword of BY_NAME) {
      const named = outer[keyword];
      for (const [name, value] of isJsonObject(named) ? Object.entries(named) : []) {
        add(value, keyword, name);
      }
    }
    for (const keyword of LISTS) {
      const list = outer[keyword];
      for (const [index, value] of Array.isArray(list) ? list.entries() : []) {
        add(value, keyword, index);
      }
    }
    for (const keyword of SINGLE) {
      add(outer[keyword], keyword);
    }
  }
  return found;
}
