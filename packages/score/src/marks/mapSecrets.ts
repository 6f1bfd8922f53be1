import type { JsonValue } from '../json/JsonValue';
import { isJsonObject } from '../json/isJsonObject';
import { mapValues } from '../json/mapValues';
import { isSecretValue, type SecretValue } from './SecretValue';

/**
 * Copies a value with each {@link SecretValue} in it replaced by what `replace` returns, for example
 * its clear text just before it is used, or a mask before it is shown. The argument is not changed.
 * @public
 */
export function mapSecrets(
  value: JsonValue,
  replace: (secret: SecretValue) => JsonValue,
): JsonValue {
  if (isSecretValue(value)) {
    return replace(value);
  }
  if (Array.isArray(value)) {
    return value.map(item => mapSecrets(item, replace));
  }
  if (isJsonObject(value)) {
    return mapValues(value, item => mapSecrets(item, replace));
  }
  return value;
}
