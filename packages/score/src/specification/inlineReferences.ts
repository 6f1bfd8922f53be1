type Schema = Record<string, unknown>;

/**
 * Copies a JSON Schema with every `$ref` into its own `$defs` replaced by what it names. The validator
 * compiles a reference to a function call and copies all errors found so far after each, which takes
 * quadratic time in a file with many mistakes. Only for schemas that do not refer to themselves.
 */
export function inlineReferences(schema: Schema): Schema {
  const { $defs, ...root } = schema;
  return visit(root, ($defs ?? {}) as Schema) as Schema;
}

function visit(value: unknown, definitions: Schema): unknown {
  if (Array.isArray(value)) {
    return value.map(item => visit(item, definitions));
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const { $ref } = value as { $ref?: unknown };
  if (typeof $ref === 'string') {
    return visit(definitions[$ref.replace('#/$defs/', '')], definitions);
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, visit(item, definitions)]),
  );
}
