const NAMES: Record<string, string> = {
  string: 'a text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  object: 'a mapping',
  array: 'a list',
  null: 'empty',
};

/** A type of JSON Schema in the words of somebody who writes YAML. */
export function nameOfType(type: string): string {
  return NAMES[type] ?? type;
}

/** The type of a value in the words of somebody who writes YAML. */
export function nameOfValue(value: unknown): string {
  if (value === null || value === undefined) {
    return 'empty';
  }
  if (Array.isArray(value)) {
    return 'a list';
  }
  return typeof value === 'boolean' ? String(value) : nameOfType(typeof value);
}
