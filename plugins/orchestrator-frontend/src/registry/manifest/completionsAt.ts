import { manifestSchemas } from '@tutti/planner';
import type { DriverDescriptor, ManifestKind } from '@tutti/planner';
import { isJsonObject } from '@tutti/score';
import type { JsonObject, JsonValue } from '@tutti/score';
import { pathAt } from './pathAt';

/** The names that an installation knows, offered while a manifest is written. */
export interface Vocabulary {
  resourceTypes: string[];
  environmentTypes: string[];
  applications: string[];
  drivers: Pick<DriverDescriptor, 'id' | 'inputs'>[];
}

/** What an editor offers to write. */
export interface Suggestion {
  /** What is written. */
  text: string;
  /** Where what is offered begins, counted from the beginning of the text. */
  from: number;
  /** In a few words, such as the type of the value. */
  detail?: string;
  description?: string;
}

/**
 * What could stand where the cursor is: keys of the schema of the manifest's kind, inputs of its driver, and names that
 * there are.
 */
export function completionsAt(
  text: string,
  offset: number,
  kind: ManifestKind,
  vocabulary: Vocabulary,
): Suggestion[] {
  const { path, key, word } = pathAt(text.slice(0, offset));
  const from = offset - word.length;
  const schema = schemaAt(manifestSchemas[kind] as JsonObject, text, path, vocabulary);
  if (key !== undefined) {
    const property = isJsonObject(schema?.properties) ? schema.properties[key] : undefined;
    return valuesOf(path, key, property, vocabulary).map(value => ({ text: value, from }));
  }
  const properties = isJsonObject(schema?.properties) ? schema.properties : {};
  return Object.entries(properties).map(([name, property]) => ({
    text: `${name}: `,
    from,
    ...(isJsonObject(property) && {
      ...(typeof property.type === 'string' && { detail: property.type }),
      ...(typeof property.description === 'string' && { description: property.description }),
    }),
  }));
}

/** The schema of what is at a path; the inputs of a definition have that of its driver. */
function schemaAt(
  root: JsonObject,
  text: string,
  path: string[],
  vocabulary: Vocabulary,
): JsonObject | undefined {
  let schema: JsonValue | undefined = root;
  for (const [depth, part] of path.entries()) {
    if (!isJsonObject(schema)) {
      return undefined;
    }
    if (depth === 1 && path[0] === 'spec' && part === 'inputs') {
      const driver = /^ {2}driver: *['"]?([^\s'"#]+)/m.exec(text)?.[1];
      schema = vocabulary.drivers.find(({ id }) => id === driver)?.inputs;
    } else if (part === '[]') {
      schema = schema.items;
    } else {
      const properties: JsonObject = isJsonObject(schema.properties) ? schema.properties : {};
      schema = properties[part] ?? schema.additionalProperties;
    }
  }
  return isJsonObject(schema) ? schema : undefined;
}

function valuesOf(
  path: string[],
  key: string,
  property: JsonValue | undefined,
  vocabulary: Vocabulary,
): string[] {
  const parent = path.filter(part => part !== '[]').join('.');
  if (
    key === 'type' &&
    (parent === 'spec' || /^spec\.(dependencies|provisions|collect)/.test(parent))
  ) {
    return vocabulary.resourceTypes;
  }
  if (parent === 'spec' && key === 'driver') {
    return vocabulary.drivers.map(({ id }) => id);
  }
  if (parent === 'spec.criteria' && key === 'environmentType') {
    return vocabulary.environmentTypes;
  }
  if (parent === 'spec.criteria' && key === 'application') {
    return vocabulary.applications;
  }
  if (!isJsonObject(property)) {
    return [];
  }
  if (property.type === 'boolean') {
    return ['true', 'false'];
  }
  if (property.const !== undefined) {
    return [String(property.const)];
  }
  return Array.isArray(property.enum) ? property.enum.map(String) : [];
}
