import { InputError } from '@backstage/errors';
import { linearPattern, type JsonSchema } from '@tutti/planner';
import type { JsonValue } from '@tutti/score';
import Ajv2020 from 'ajv/dist/2020';

/** Says what is wrong with a value: one sentence per problem, none when it is valid. */
export type DriverSchemaCheck = (value: JsonValue) => string[];

/**
 * Compiles a driver's schema of inputs or outputs: JSON Schema 2020-12 with the keywords `identity`, `secret` and
 * `verbatim` (all boolean, annotations only); a `pattern` has to be one that RE2 can run. A value that a schema refuses is never repeated in a message, since it
 * may be a secret.
 *
 * @throws InputError when the schema is none, or uses keywords that do not exist.
 */
export function compileDriverSchema(schema: JsonSchema): DriverSchemaCheck {
  const ajv = new Ajv2020({
    allErrors: true,
    // Else every object seems to have a property of the name constructor.
    ownProperties: true,
    strict: true,
    strictRequired: false,
    allowUnionTypes: true,
    code: { regExp: Object.assign(linearPattern, { code: 'linearPattern' }) },
  });
  for (const keyword of ['identity', 'secret', 'verbatim']) {
    ajv.addKeyword({ keyword, schemaType: 'boolean' });
  }
  let validate: ReturnType<typeof ajv.compile>;
  try {
    validate = ajv.compile(schema);
  } catch (error) {
    throw new InputError('A schema of the driver is not valid JSON Schema 2020-12', error);
  }
  return value => {
    validate(value);
    return (validate.errors ?? []).map(
      ({ instancePath, message }) => `${instancePath || 'The value'} ${message}.`,
    );
  };
}
