import { appendPointer, findReferences, parsePlaceholders, sortedEntries } from '@tutti/score';
import type { JsonObject, JsonValue } from '@tutti/score';
import type { JsonSchema } from '../../model';
import { alternatives, hasFlag, isOpenSchema, schemaAt } from '../../schema';
import { checkComposedTexts, checkLonePlaceholder } from './checkAgreement';
import type { CheckContext, DefinitionManifest } from './CheckContext';
import { checkReference } from './references';

const ROOTS = ['driver', 'context', 'params'];

/** The output mapping must give what the type promises, from what the driver returns, and hide what is secret. */
export function checkOutputs(context: CheckContext, manifest: DefinitionManifest): void {
  const { outputs, driver, type: typeName } = manifest.spec;
  const schema = context.types.get(typeName)?.outputs;
  const returned = context.drivers.get(driver)?.outputs;
  if (outputs) {
    for (const [name, value] of sortedEntries(outputs)) {
      checkOutput(context, manifest, name, value, schema);
    }
  }
  const given = outputs ?? returnedBy(returned);
  if (!schema || !given) {
    return;
  }
  for (const name of requiredOf(schema)) {
    if (!Object.hasOwn(given, name)) {
      const message = outputs
        ? `Type ${typeName} promises the output "${name}", which is not mapped.`
        : `Type ${typeName} promises the output "${name}", which driver ${driver} does not return.`;
      const hint = `Write outputs: { ${name}: "\${driver.…}" }.`;
      context.error(manifest, outputs ? '/spec/outputs' : '/spec/driver', 'outputs', message, hint);
    }
  }
}

function checkOutput(
  context: CheckContext,
  manifest: DefinitionManifest,
  name: string,
  value: JsonValue,
  schema: JsonSchema | undefined,
): void {
  const at = appendPointer('/spec/outputs', name);
  const isSecretPlace = schema !== undefined && hasFlag(schema, appendPointer('', name), 'secret');
  const names = Object.keys((schema?.properties ?? {}) as object);
  if (schema && !isOpenSchema(schema) && !names.includes(name)) {
    const message = `Type ${manifest.spec.type} has no output "${name}".`;
    context.error(manifest, at, 'outputs', message, alternatives(name, names));
  }
  const wanted = schema && schemaAt(schema, appendPointer('', name));
  const taker = `type ${manifest.spec.type} promises`;
  const place = { value, pointer: at, wanted, taker };
  const references = findReferences(value);
  for (const reference of references) {
    const facts = checkReference(context, manifest, reference, at + reference.pointer, ROOTS);
    if (facts?.schema?.secret === true && !isSecretPlace) {
      const message = `\${${reference.raw}} is a secret, but type ${manifest.spec.type} does not say that output "${name}" is one.`;
      const hint = `Write secret: true beside ${name} in the outputs of type ${manifest.spec.type}.`;
      context.error(manifest, at, 'secret-place', message, hint);
    }
    if (facts?.schema) {
      checkLonePlaceholder(context, manifest, place, reference, facts.schema);
    }
  }
  checkComposedTexts(context, manifest, place);
  if (isSecretPlace && references.length === 0 && !isEmpty(value)) {
    const message = `Output "${name}" is a secret and must not be written into a manifest.`;
    context.error(manifest, at, 'literal-secret', message, 'Map an output of the driver.');
  }
}

function returnedBy(schema: JsonSchema | undefined): JsonObject | undefined {
  return schema && !isOpenSchema(schema) ? (schema.properties as JsonObject) : undefined;
}

function requiredOf(schema: JsonSchema): string[] {
  return (Array.isArray(schema.required) ? schema.required : [])
    .filter(name => typeof name === 'string')
    .sort();
}

function isEmpty(value: JsonValue): boolean {
  return typeof value === 'string' && parsePlaceholders(value).length === 0;
}
