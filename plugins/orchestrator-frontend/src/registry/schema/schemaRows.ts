import type { JsonSchema } from '@tutti/planner';
import { isJsonObject } from '@tutti/score';
import type { JsonObject, JsonValue } from '@tutti/score';

/** One property of a schema as documentation shows it. */
export interface SchemaRow {
  /** With the properties that it is in: `autoscaling.minReplicas`; `[]` stands for each item of a list. */
  path: string;
  type: string;
  isRequired: boolean;
  isSecret: boolean;
  /** A change makes another thing of it. */
  isIdentity: boolean;
  description?: string;
  /** As JSON. */
  defaultValue?: string;
}

/** As deep as documentation goes; below that a schema is an object. */
const MAXIMUM_DEPTH = 4;

/** The properties of a JSON Schema, nested ones after the one that they are in. */
export function schemaRows(schema: JsonSchema): SchemaRow[] {
  return rowsOf(schema, '', 0);
}

function rowsOf(schema: JsonObject, prefix: string, depth: number): SchemaRow[] {
  const properties = isJsonObject(schema.properties) ? schema.properties : {};
  const required = Array.isArray(schema.required) ? schema.required : [];
  const rows: SchemaRow[] = [];
  for (const [name, property] of Object.entries(properties)) {
    if (!isJsonObject(property)) {
      continue;
    }
    const path = `${prefix}${name}`;
    rows.push({
      path,
      type: typeWords(property),
      isRequired: required.includes(name),
      isSecret: property.secret === true,
      isIdentity: property.identity === true,
      ...(typeof property.description === 'string' && { description: property.description }),
      ...(property.default !== undefined && { defaultValue: JSON.stringify(property.default) }),
    });
    if (depth < MAXIMUM_DEPTH) {
      rows.push(...rowsOf(property, `${path}.`, depth + 1));
      if (isJsonObject(property.items)) {
        rows.push(...rowsOf(property.items, `${path}[].`, depth + 1));
      }
    }
  }
  return rows;
}

/** The type of a schema in words: `string`, `list of integer`, `one of a, b`. */
export function typeWords(schema: JsonObject): string {
  if (Array.isArray(schema.enum)) {
    return `one of ${schema.enum.map(text).join(', ')}`;
  }
  if (schema.const !== undefined) {
    return `always ${text(schema.const)}`;
  }
  const types = (Array.isArray(schema.type) ? schema.type : [schema.type])
    .filter((type): type is string => typeof type === 'string')
    .map(type =>
      type === 'array' && isJsonObject(schema.items) ? `list of ${typeWords(schema.items)}` : type,
    );
  return types.join(' or ') || 'anything';
}

function text(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
