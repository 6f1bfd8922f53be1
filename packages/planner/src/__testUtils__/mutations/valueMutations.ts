import fc from 'fast-check';
import { appendPointer, isJsonObject, splitPointer } from '@tutti/score';
import type { JsonObject, JsonValue } from '@tutti/score';
import { valueAt } from '../../schema';
import { changeAt, fromEntries, pointersOf, renameKey } from './paths';

/** Names that every JavaScript object inherits, or that mean something to somebody. */
export const STRANGE_NAMES = [
  ...['__proto__', 'constructor', 'toString', 'valueOf', 'hasOwnProperty', 'prototype'],
  ...['length', 'default', '', ' ', '.', '#', '/', '~1', '$ref', '$secret', '$knownAfter', '<<'],
  ...['null', 'true', '0', 'ünïcødé', 'a'.repeat(64), 'a'.repeat(1025), '-a', 'A b'],
];

/** What stands where something else was meant. */
const STRANGE_VALUES: JsonValue[] = [
  ...[null, '', ' ', 0, -1, 1.5, 1e308, 9007199254740993, true, false, [], {}, [[]], [null]],
  ...['__proto__', 'constructor', 'toString', 'a'.repeat(100_000), '\u0007', '\u202e', '~', 'no'],
  ...[{ type: 'object' }, { $ref: '#' }, { $ref: '#/nowhere' }, { type: 'strin' }, ['a', 'a']],
  ...[{ pattern: '(' }, { pattern: '(a+)+$' }, { minimum: 'a' }, { default: {} }, { enum: [] }],
  ...['${', '${}', '${.}', '${a', '$${a}', '${context}', '${context.}', '${context.resource}'],
  ...['${context.constructor}', '${context.resource.__proto__}', '${params.__proto__.a}'],
  ...['${params.constructor}', '${resources.constructor.name}', '${resources.toString}'],
  ...['${collected.valueOf}', '${collected.constructor.id}', '${driver.constructor}', '${driver}'],
  ...['${values.constructor}', '${values}', '${resources}', '${params}', '${metadata.name}'],
  ...['a-${params}-b', '${context.application.labels.constructor}', '${context.workload.service}'],
  ...['${context.target.port}', '${context.deployment.branch}', '${resources.a.b.c.d.e.f}'],
  nested(70, []),
  nested(40, {}),
];

function nested(depth: number, inner: JsonValue): JsonValue {
  return depth === 0 ? inner : { a: nested(depth - 1, inner) };
}

/** Changes anything anywhere in the value of a manifest; what comes of it is unknown. */
export function anyValueMutation(value: JsonValue): fc.Arbitrary<JsonValue> {
  const pointers = pointersOf(value);
  const inObjects = pointers.filter(each => isJsonObject(valueAt(value, parentOf(each))));
  const anywhere = fc.constantFrom(...pointers);
  const keys = fc.constantFrom(...inObjects.filter(each => each !== ''));
  return fc.oneof(
    fc.tuple(anywhere).map(([at]) => changeAt(value, at, () => undefined)),
    fc
      .tuple(anywhere, fc.constantFrom(...STRANGE_VALUES))
      .map(([at, strange]) => changeAt(value, at, () => strange)),
    fc
      .tuple(keys, fc.constantFrom(...STRANGE_NAMES))
      .map(([at, name]) => changeKey(value, at, name)),
    fc
      .tuple(keys, fc.constantFrom(...STRANGE_NAMES), fc.constantFrom(...STRANGE_VALUES))
      .map(([at, name, strange]) =>
        changeAt(value, parentOf(at), part =>
          fromEntries([...Object.entries(part as JsonObject), [name, strange]]),
        ),
      ),
    // A part of it where another part was.
    fc
      .tuple(anywhere, anywhere)
      .map(([at, from]) => changeAt(value, at, () => valueAt(value, from) ?? null)),
    fc.tuple(anywhere, fc.jsonValue()).map(([at, drawn]) =>
      // fast-check draws -0, which JSON has not.
      changeAt(value, at, () => JSON.parse(JSON.stringify(drawn)) as JsonValue),
    ),
  );
}

function changeKey(value: JsonValue, at: string, name: string): JsonValue {
  const key = splitPointer(at).at(-1)!;
  return changeAt(value, parentOf(at), part => renameKey(part as JsonObject, key, name));
}

/** The pointer of what a value stands in. */
export function parentOf(pointer: string): string {
  return appendPointer('', ...splitPointer(pointer).slice(0, -1));
}
