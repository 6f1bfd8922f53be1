import { appendPointer, isJsonObject } from '@tutti/score';
import type { ResourceTypeSpec } from '../../model';
import { schemaViolations, validateValue } from '../../schema';
import type { ManifestOf } from '../Manifest';
import type { CheckContext } from './CheckContext';

/** Params and outputs of a resource type must be JSON Schemas of objects, and defaults must fit them. */
export function checkResourceType(
  context: CheckContext,
  manifest: ManifestOf<'ResourceType', ResourceTypeSpec>,
): void {
  for (const part of ['params', 'outputs'] as const) {
    const schema = manifest.spec[part];
    const pointer = `/spec/${part}`;
    const violations = schemaViolations(schema);
    for (const violation of violations) {
      const message = `The ${part} are no JSON Schema that can be used: ${violation.message}`;
      context.error(manifest, pointer + violation.pointer, 'json-schema', message, violation.hint);
    }
    if (schema.type !== 'object') {
      const message = `The ${part} must be a schema of type object.`;
      context.error(manifest, `${pointer}/type`, 'json-schema', message);
    }
    const properties = isJsonObject(schema.properties) ? schema.properties : {};
    for (const [name, property] of violations.length > 0 ? [] : Object.entries(properties)) {
      if (isJsonObject(property) && property.default !== undefined) {
        const at = appendPointer(pointer, 'properties', name, 'default');
        for (const { message } of validateValue(property, property.default)) {
          context.error(manifest, at, 'default', `The default does not fit: ${message}`);
        }
      }
    }
  }
}
