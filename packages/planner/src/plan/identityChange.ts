import { appendPointer, canonicalJson, containsKnownAfter } from '@tutti/score';
import type { JsonValue } from '@tutti/score';
import type { DriverDescriptor, ResourceDefinitionSpec } from '../model';
import { flaggedPointers, valueAt } from '../schema';

/**
 * The identity inputs (of the driver's schema, and those that the definition adds) in which new inputs are another thing
 * than the old ones, as pointers. An input that is known only later cannot be compared and counts as the same; should it
 * turn out otherwise, execution stops, because a replace is more than was planned. One that had no value before is new to
 * the driver, and does not make another thing of what exists.
 */
export function identityChange(
  before: JsonValue,
  after: JsonValue,
  driver: DriverDescriptor,
  definition: ResourceDefinitionSpec,
): string[] {
  const pointers = new Set([
    ...flaggedPointers(driver.inputs, 'identity'),
    ...definition.identity.map(name => appendPointer('', name)),
  ]);
  return [...pointers].sort().filter(pointer => {
    const old = valueAt(before, pointer);
    const now = valueAt(after, pointer);
    if (old === undefined || (now !== undefined && containsKnownAfter(now))) {
      return false;
    }
    return now === undefined || canonicalJson(old) !== canonicalJson(now);
  });
}
