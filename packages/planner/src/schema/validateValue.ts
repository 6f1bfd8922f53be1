import Ajv2020 from 'ajv/dist/2020';
import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { appendPointer, canonicalJson, compareText, splitPointer } from '@tutti/score';
import type { JsonValue } from '@tutti/score';
import type { JsonSchema } from '../model';
import { alternatives } from './alternatives';
import { identifierIn } from './identifierIn';
import { linearPattern } from './linearPattern';
import { patternViolations } from './patternViolations';

/** One way in which a value does not fit a JSON Schema. */
export interface SchemaViolation {
  /** JSON pointer into the value; for an unknown key that of the key. */
  pointer: string;
  /** A full sentence, without the place. */
  message: string;
  /** Alternatives, as a sentence. */
  hint?: string;
}

/** The meta-schema of every schema in a manifest. */
const DIALECT = 'https://json-schema.org/draft/2020-12/schema';

/** Schemas of strangers share one validator, where an id of one would stand for the schema of another. */
const NO_IDENTIFIER = 'A JSON Schema in a manifest has no $id.';

/** Keywords that judge a place by all that is below it, and so say nothing while part of it is open. */
const COMBINING = new Set([
  'anyOf',
  'oneOf',
  'not',
  'if',
  'const',
  'enum',
  'contains',
  'uniqueItems',
]);

const ajv = new Ajv2020({
  allErrors: true,
  // Errors then hold the schema around them, which knows the alternatives.
  verbose: true,
  strict: false,
  validateSchema: false,
  addUsedSchema: false,
  // Else every object seems to have a property of the name constructor.
  ownProperties: true,
  logger: false,
  code: { regExp: Object.assign(linearPattern, { code: 'linearPattern' }) },
});
addFormats(ajv);

/** By schema object; schemas are not changed once they are used. */
const compiled = new WeakMap<JsonSchema, ValidateFunction | string>();

/**
 * By the text of the schema: thousands of definitions narrow few types in few ways, and a registry that is read again
 * has new objects of the same schemas.
 */
const compiledByText = new Map<string, ValidateFunction | string>();
/** When there are more schemas than this, those before are forgotten. */
const MAXIMUM_COMPILED = 5000;

/**
 * Checks a value against a JSON Schema 2020-12 and lists all violations, in order of place.
 *
 * @param isOpen - says of a part of the value that it is not there yet (a mark, a text with placeholders): it fits
 *   everything
 */
export function validateValue(
  schema: JsonSchema,
  value: JsonValue,
  isOpen: (part: JsonValue) => boolean = () => false,
): SchemaViolation[] {
  const validate = compile(schema);
  if (typeof validate === 'string') {
    return [{ pointer: '', message: validate }];
  }
  const endless = endlessness(validate, value);
  if (endless) {
    return [endless];
  }
  if (!validate.errors) {
    return [];
  }
  const violations = validate.errors
    .filter(error => !concernsOpenPart(error, value, isOpen))
    .map(toViolation);
  return [...new Map(violations.map(each => [each.pointer + each.message, each])).values()].sort(
    (a, b) => compareText(a.pointer, b.pointer) || compareText(a.message, b.message),
  );
}

/** What is wrong with a JSON Schema itself; empty when it can be used. */
export function schemaViolations(schema: JsonSchema): SchemaViolation[] {
  if (schema.$schema !== undefined && schema.$schema !== DIALECT) {
    const message = `The only JSON Schema known here is ${DIALECT}.`;
    return [{ pointer: '/$schema', message, hint: 'Leave $schema out.' }];
  }
  const identified = identifierIn(schema);
  if (identified !== undefined) {
    return [{ pointer: identified, message: NO_IDENTIFIER, hint: 'Refer to parts by #/$defs/….' }];
  }
  const patterns = patternViolations(schema);
  if (patterns.length > 0) {
    return patterns;
  }
  if (!ajv.validateSchema(schema)) {
    return (ajv.errors ?? []).map(toViolation).slice(0, 5);
  }
  const validate = compile(schema);
  if (typeof validate === 'string') {
    return [{ pointer: '', message: validate }];
  }
  const endless = endlessness(validate, {});
  return endless ? [endless] : [];
}

/** Validates; what is wrong with a schema that comes back to the same place without end. */
function endlessness(validate: ValidateFunction, value: JsonValue): SchemaViolation | undefined {
  try {
    validate(value);
    return undefined;
  } catch (error) {
    if (error instanceof RangeError) {
      return {
        pointer: '',
        message: 'The JSON Schema cannot be used: it refers to itself without end.',
      };
    }
    throw error;
  }
}

/** A schema that cannot be used is the fault of whoever wrote it, so it is told, not thrown. */
function compile(schema: JsonSchema): ValidateFunction | string {
  let validate = compiled.get(schema);
  if (!validate) {
    const text = canonicalJson(schema);
    validate = compiledByText.get(text) ?? compileAnew(schema);
    if (compiledByText.size >= MAXIMUM_COMPILED) {
      compiledByText.clear();
    }
    compiledByText.set(text, validate);
    compiled.set(schema, validate);
  }
  return validate;
}

function compileAnew(schema: JsonSchema): ValidateFunction | string {
  if (identifierIn(schema) !== undefined) {
    return NO_IDENTIFIER;
  }
  try {
    return ajv.compile(schema);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return `The JSON Schema cannot be used: ${reason}.`;
  } finally {
    // Ajv keeps every schema for ever, and this process may read registries for months.
    ajv.removeSchema(schema);
  }
}

function concernsOpenPart(
  error: ErrorObject,
  value: JsonValue,
  isOpen: (part: JsonValue) => boolean,
): boolean {
  let current: JsonValue | undefined = value;
  if (isOpen(value)) {
    return true;
  }
  for (const token of splitPointer(error.instancePath)) {
    current = (current as Record<string, JsonValue> | undefined)?.[token];
    if (current === undefined) {
      return false;
    }
    if (isOpen(current)) {
      return true;
    }
  }
  return COMBINING.has(error.keyword) && current !== undefined && holdsOpenPart(current, isOpen);
}

function holdsOpenPart(value: JsonValue, isOpen: (part: JsonValue) => boolean): boolean {
  if (isOpen(value)) {
    return true;
  }
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.values(value).some(part => holdsOpenPart(part, isOpen))
  );
}

function toViolation(error: ErrorObject): SchemaViolation {
  const { instancePath: pointer, keyword, params, parentSchema } = error;
  switch (keyword) {
    case 'additionalProperties':
    case 'unevaluatedProperties': {
      const key = String(params.additionalProperty ?? params.unevaluatedProperty);
      const allowed = Object.keys(
        (parentSchema as JsonSchema | undefined)?.properties ?? {},
      ).sort();
      return {
        pointer: appendPointer(pointer, key),
        message: `The key "${key}" is not known here.`,
        hint: alternatives(key, allowed),
      };
    }
    case 'required':
      return { pointer, message: `The key "${params.missingProperty}" is missing.` };
    case 'enum':
      return {
        pointer,
        message: `The value must be one of ${params.allowedValues.map((each: unknown) => JSON.stringify(each)).join(', ')}.`,
      };
    case 'const':
      return { pointer, message: `The value must be ${JSON.stringify(params.allowedValue)}.` };
    case 'type':
      return {
        pointer,
        message: `The value must be of type ${[params.type].flat().join(' or ')}.`,
      };
    case 'pattern':
      return { pointer, message: `The text must match the pattern ${params.pattern}.` };
    default:
      return { pointer, message: `The value ${error.message ?? 'does not fit'}.` };
  }
}
