import { appendPointer, isJsonObject, sortedEntries } from '@tutti/score';
import { WORKLOAD_TYPE } from '../../model';
import { alternatives, schemaViolations, validateValue } from '../../schema';
import type { CheckContext, DefinitionManifest } from './CheckContext';

/** A definition may narrow the params of its type and give defaults, and nothing else. */
export function checkParams(context: CheckContext, manifest: DefinitionManifest): void {
  const type = context.types.get(manifest.spec.type);
  const declared = isJsonObject(type?.params.properties) ? type.params.properties : {};
  const isOpen =
    type?.params.additionalProperties === true || isJsonObject(type?.params.additionalProperties);
  for (const [name, narrowing] of sortedEntries(manifest.spec.params)) {
    const at = appendPointer('/spec/params', name);
    if (type && (type.name === WORKLOAD_TYPE || (!Object.hasOwn(declared, name) && !isOpen))) {
      const message = `Type ${type.name} has no param "${name}".`;
      const hint = alternatives(name, Object.keys(declared));
      context.error(manifest, at, 'unknown-param', message, hint);
      continue;
    }
    if (!isJsonObject(narrowing)) {
      continue;
    }
    for (const violation of schemaViolations(narrowing)) {
      const message = `This is no JSON Schema that can be used: ${violation.message}`;
      context.error(manifest, at + violation.pointer, 'json-schema', message, violation.hint);
    }
    const property = Object.hasOwn(declared, name) ? declared[name] : undefined;
    if (isJsonObject(property) && narrowing.default !== undefined) {
      for (const { message } of validateValue(property, narrowing.default)) {
        const text = `The default does not fit what type ${manifest.spec.type} allows: ${message}`;
        context.error(manifest, `${at}/default`, 'default', text);
      }
    }
  }
}
