import Ajv2020 from 'ajv/dist/2020';
import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { appendPointer, compareText, splitPointer } from '@tutti/score';
import type { JsonValue } from '@tutti/score';
import type { JsonSchema } from '../model';
import { alternatives } from './alternatives';

/** One way in which a value does not fit a JSON Schema. */
export interface SchemaViolation {
  /** JSON pointer into the value; for an unknown key that of the key. */
  pointer: string;
  /** A full sentence, without the place. */
  message: string;
  /** Alternatives, as a sentence. */
  hint?: string;
}

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
  logger: false,
});
addFormats(ajv);

/** Compiled once for each schema object; schemas are not changed once they are used. */
const compiled = new WeakMap<JsonSchema, ValidateFunction | string>();

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
  if (validate(value)) {
    return [];
  }
  const violations = (validate.errors ?? [])
    .filter(error => !concernsOpenPart(error, value, isOpen))
    .map(toViolation);
  return [...new Map(violations.map(each => [each.pointer + each.message, each])).values()].sort(
    (a, b) => compareText(a.pointer, b.pointer) || compareText(a.message, b.message),
  );
}

/** What is wrong with a JSON Schema itself; empty when it can be used. */
export function schemaViolations(schema: JsonSchema): SchemaViolation[] {
  if (!ajv.validateSchema(schema)) {
    return (ajv.errors ?? []).map(toViolation).slice(0, 5);
  }
  const validate = compile(schema);
  return typeof validate === 'string' ? [{ pointer: '', message: validate }] : [];
}

/** A schema that cannot be used is the fault of whoever wrote it, so it is told, not thrown. */
function compile(schema: JsonSchema): ValidateFunction | string {
  let validate = compiled.get(schema);
  if (!validate) {
    try {
      validate = ajv.compile(schema);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      validate = `The JSON Schema cannot be used: ${reason}.`;
    }
    compiled.set(schema, validate);
  }
  return validate;
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
