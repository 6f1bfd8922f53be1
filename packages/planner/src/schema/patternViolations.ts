import { appendPointer, isJsonObject } from '@tutti/score';
import type { JsonSchema } from '../model';
import { linearPattern } from './linearPattern';
import { subschemas } from './subschemas';
import type { SchemaViolation } from './validateValue';

/** The patterns of a JSON Schema that cannot be used, each with its place and what to write instead. */
export function patternViolations(schema: JsonSchema): SchemaViolation[] {
  return subschemas(schema).flatMap(({ schema: part, pointer }) => {
    const { pattern, patternProperties } = part;
    const keys = isJsonObject(patternProperties) ? Object.keys(patternProperties) : [];
    return [
      ...(typeof pattern === 'string' ? violation(pattern, appendPointer(pointer, 'pattern')) : []),
      ...keys.flatMap(key => violation(key, appendPointer(pointer, 'patternProperties', key))),
    ];
  });
}

function violation(pattern: string, pointer: string): SchemaViolation[] {
  try {
    linearPattern(pattern);
    return [];
  } catch (error) {
    if (error instanceof SyntaxError) {
      return [{ pointer, message: `${error.message}.` }];
    }
    throw error;
  }
}
