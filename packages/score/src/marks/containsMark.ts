import type { JsonValue } from '../json/JsonValue';
import { isJsonObject } from '../json/isJsonObject';
import { isKnownAfter } from './KnownAfter';
import { isSecretValue } from './SecretValue';

/** Says whether a {@link SecretValue} stands anywhere inside a value. @public */
export function containsSecret(value: JsonValue): boolean {
  return some(value, isSecretValue);
}

/** Says whether a {@link KnownAfter} mark stands anywhere inside a value. @public */
export function containsKnownAfter(value: JsonValue): boolean {
  return some(value, isKnownAfter);
}

function some(value: JsonValue, test: (value: JsonValue) => boolean): boolean {
  if (test(value)) {
    return true;
  }
  if (Array.isArray(value)) {
    return value.some(item => some(item, test));
  }
  return isJsonObject(value) && Object.values(value).some(item => some(item, test));
}
