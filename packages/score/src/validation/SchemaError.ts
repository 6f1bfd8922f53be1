import type { ErrorObject } from 'ajv';
import type { JsonValue } from '../json/JsonValue';

/** An error of the JSON Schema validator with all it looked at (its `verbose` form). */
export interface SchemaError extends ErrorObject {
  /** The value that does not fit. */
  data?: JsonValue;
  /** The schema that holds the keyword. */
  parentSchema?: { description?: string; properties?: Record<string, unknown> };
}
