import type { JsonValue } from '../json/JsonValue';
import { appendPointer } from '../json/jsonPointer';
import { didYouMean } from '../problems/didYouMean';
import type { Finding } from '../problems/Finding';
import { quote } from '../problems/quote';
import { nameOfType, nameOfValue } from './typeNames';
import type { SchemaError } from './SchemaError';

type Explanation = Pick<Finding, 'pointer' | 'message' | 'hint'>;

/** Above this many known properties a list of them is no help. */
const LONGEST_LIST = 12;

/** Says in a sentence what one error of the JSON Schema validator means. */
export function explainSchemaError(error: SchemaError): Explanation {
  const { keyword, params, instancePath: pointer } = error;
  if (error.propertyName !== undefined) {
    return {
      pointer: appendPointer(pointer, error.propertyName),
      message: `The name ${quote(error.propertyName)} is not allowed: ${wanted(error)}.`,
    };
  }
  switch (keyword) {
    case 'additionalProperties':
    case 'unevaluatedProperties':
      return unknownProperty(
        error,
        String(params.additionalProperty ?? params.unevaluatedProperty),
      );
    case 'required':
      return {
        pointer,
        message: `The property ${quote(params.missingProperty)} is missing.`,
      };
    case 'type':
      return wrongType(error, [params.type].flat());
    case 'const':
      return wrongChoice(error, [params.allowedValue]);
    case 'enum':
      return wrongChoice(error, params.allowedValues);
    case 'oneOf':
      return wrongAmount(
        error,
        params.passingSchemas ? 'but has more than one of them' : 'but has none of them',
      );
    case 'anyOf':
      return wrongAmount(error, 'but has none of them');
    case 'minProperties':
    case 'minItems':
      return {
        pointer,
        message: `This needs at least ${params.limit} ${params.limit === 1 ? 'entry' : 'entries'}.`,
      };
    default:
      return {
        pointer,
        message: `${describe(error.data)} is not allowed here: ${wanted(error)}.`,
      };
  }
}

function unknownProperty(error: SchemaError, property: string): Explanation {
  const known = Object.keys(error.parentSchema?.properties ?? {});
  return {
    pointer: appendPointer(error.instancePath, property),
    message: `The property ${quote(property)} is not known here.`,
    hint: didYouMean(property, known) ?? listOf(known),
  };
}

function listOf(known: string[]): string | undefined {
  if (known.length === 0 || known.length > LONGEST_LIST) {
    return undefined;
  }
  return known.length === 1
    ? `The only property known here is ${known[0]}.`
    : `The properties known here are ${known.join(', ')}.`;
}

function wrongType(error: SchemaError, types: string[]): Explanation {
  const { data, instancePath: pointer } = error;
  const message = `This has to be ${types.map(nameOfType).join(' or ')}, but is ${nameOfValue(data)}.`;
  if (data === null) {
    return { pointer, message, hint: 'Give it a value, or remove it.' };
  }
  const isScalar = typeof data === 'number' || typeof data === 'boolean';
  return {
    pointer,
    message,
    ...(isScalar && types.includes('string') && { hint: 'Put quotes around the value.' }),
  };
}

function wrongChoice(error: SchemaError, allowed: JsonValue[]): Explanation {
  const { data, instancePath: pointer } = error;
  const choices = allowed.map(choice => JSON.stringify(choice));
  const list =
    choices.length === 1 ? choices[0] : `${choices.slice(0, -1).join(', ')} or ${choices.at(-1)}`;
  const texts = allowed.filter(choice => typeof choice === 'string');
  return {
    pointer,
    message: `This has to be ${list}, but is ${typeof data === 'string' ? quote(data) : nameOfValue(data)}.`,
    hint: typeof data === 'string' ? didYouMean(data, texts) : undefined,
  };
}

function wrongAmount(error: SchemaError, found: string): Explanation {
  const { description } = error.parentSchema ?? {};
  return {
    pointer: error.instancePath,
    message: description
      ? `This needs ${description}, ${found}.`
      : 'This fits none of the forms that are allowed here.',
  };
}

function describe(data: JsonValue | undefined): string {
  if (typeof data === 'string') {
    return quote(data);
  }
  return typeof data === 'number' ? String(data) : 'This value';
}

/** What the schema's author wrote about the value, else the validator's own words. */
function wanted(error: SchemaError): string {
  const description = error.parentSchema?.description;
  return description ? `it has to be ${description}` : `it ${error.message}`;
}
