import { isJsonObject } from '@tutti/score';
import type { JsonObject } from '@tutti/score';
import type { JsonSchema } from '../model';
import { escapeTexts } from './escapeTexts';

/**
 * Fills in the defaults that a JSON Schema gives for properties that are absent, deep into nested objects. Defaults are
 * literal: what looks like a placeholder in them is escaped, because the result is a template.
 */
export function withDefaults(schema: JsonSchema, value: JsonObject): JsonObject {
  const { properties } = schema;
  if (!isJsonObject(properties)) {
    return value;
  }
  const result: JsonObject = { ...value };
  for (const name of Object.keys(properties).sort()) {
    const property = properties[name];
    if (!isJsonObject(property)) {
      continue;
    }
    const present = Object.hasOwn(result, name) ? result[name] : undefined;
    if (present === undefined && property.default !== undefined) {
      result[name] = escapeTexts(property.default);
    } else if (isJsonObject(present)) {
      result[name] = withDefaults(property, present);
    }
  }
  return result;
}
