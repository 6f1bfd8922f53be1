import { Ajv2020 } from 'ajv/dist/2020';
import type { JsonValue } from '../json/JsonValue';
import type { Finding } from '../problems/Finding';
import { explainSchemaErrors } from './explainSchemaErrors';
import type { SchemaError } from './SchemaError';

/**
 * Compiles a JSON Schema (2020-12) to a function that lists everything that does not fit it, in sentences
 * for the person who wrote the value. Where a rule is more than a type, its `description` in the schema
 * says what is wanted: `2 to 63 lower-case letters`. Compiling takes milliseconds, so keep the function.
 *
 * Throws when the schema itself is wrong (strict mode of ajv).
 * @public
 */
export function createSchemaValidator(schema: object): (value: JsonValue) => Finding[] {
  const validate = new Ajv2020({
    allErrors: true,
    verbose: true,
    ownProperties: true,
    strict: true,
    // A rule such as "one of these three is required" needs no declaration beside it.
    strictRequired: false,
    validateFormats: false,
  }).compile(schema);
  return value =>
    validate(value) ? [] : explainSchemaErrors((validate.errors ?? []) as SchemaError[]);
}
