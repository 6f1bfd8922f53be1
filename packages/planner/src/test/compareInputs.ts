import {
  appendPointer,
  canonicalJson,
  isJsonObject,
  isKnownAfter,
  isSecretValue,
} from '@tutti/score';
import type { JsonValue } from '@tutti/score';
import type { DefinitionTestFailure } from './DefinitionTestResult';

const EXPECTED_INPUTS = '/spec/expect/inputs';
/** As much of a value as a person reads in a message. */
const SHOWN = 200;

/**
 * Compares the inputs of a node with those that a test expects: of mappings only the keys that the test writes, of lists
 * every item. A value that is a secret, or known only once another node is created, is expected in the words of the
 * definition: its placeholder.
 *
 * @param template - the definition's inputs, placeholders not resolved
 */
export function compareInputs(
  expected: JsonValue,
  actual: JsonValue,
  template: JsonValue,
): DefinitionTestFailure[] {
  const failures: DefinitionTestFailure[] = [];
  compare(expected, actual, template, '', failures);
  return failures;
}

function compare(
  expected: JsonValue,
  actual: JsonValue | undefined,
  template: JsonValue | undefined,
  pointer: string,
  failures: DefinitionTestFailure[],
): void {
  const fail = (message: string, hint?: string) =>
    failures.push({ pointer: EXPECTED_INPUTS + pointer, message, ...(hint && { hint }) });
  const name = pointer === '' ? 'The inputs' : `Input ${pointer}`;
  if (actual === undefined) {
    fail(`${name} should be ${show(expected)}, and the definition does not set it.`);
  } else if (isKnownAfter(actual) || isSecretValue(actual)) {
    if (template === undefined || canonicalJson(expected) !== canonicalJson(template)) {
      fail(`${name} should be ${show(expected)}, but ${markWords(actual)}.`, hintFor(template));
    }
  } else if (isJsonObject(expected) && isJsonObject(actual)) {
    for (const key of Object.keys(expected).sort()) {
      compare(
        expected[key],
        own(actual, key),
        own(template, key),
        appendPointer(pointer, key),
        failures,
      );
    }
  } else if (
    Array.isArray(expected) &&
    Array.isArray(actual) &&
    expected.length === actual.length
  ) {
    for (const [index, item] of expected.entries()) {
      const at = appendPointer(pointer, index);
      compare(
        item,
        actual[index],
        Array.isArray(template) ? template[index] : undefined,
        at,
        failures,
      );
    }
  } else if (canonicalJson(expected) !== canonicalJson(actual)) {
    fail(`${name} should be ${show(expected)}, and is ${show(actual)}.`);
  }
}

function own(value: JsonValue | undefined, key: string): JsonValue | undefined {
  return isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

function markWords(mark: JsonValue): string {
  return isKnownAfter(mark)
    ? `it is known only after ${mark.$knownAfter.join(', ')} is created`
    : 'it is a secret, which no test can read';
}

function hintFor(template: JsonValue | undefined): string {
  return template === undefined || isSecretValue(template)
    ? 'Leave it out of the test.'
    : `Leave it out of the test, or expect what the definition says: ${show(template)}.`;
}

function show(value: JsonValue): string {
  const text = JSON.stringify(value);
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}
