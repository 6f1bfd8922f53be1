import { isJsonObject } from '@tutti/score';
import type { JsonSchema } from '../model';

/**
 * Whether the schema of an object leaves open which properties there are: it names none, or allows others. What a
 * resource type promises is closed as soon as it names outputs, although JSON Schema itself would allow more.
 */
export function isOpenSchema(schema: JsonSchema): boolean {
  const { properties, additionalProperties } = schema;
  return (
    !isJsonObject(properties) ||
    (additionalProperties !== undefined && additionalProperties !== false)
  );
}
