import {
  appendPointer,
  findReferences,
  isJsonObject,
  secretValue,
  sortedEntries,
} from '@tutti/score';
import type { JsonObject, Reference } from '@tutti/score';
import type { DriverDescriptor, JsonSchema } from '../../model';
import { alternatives, flaggedPointers, hasFlag, validateValue, valueAt } from '../../schema';
import { checkComposedTexts, checkLonePlaceholder, type TypedPlace } from './checkAgreement';
import type { CheckContext, DefinitionManifest } from './CheckContext';
import { isOpen } from './checkRequests';
import { checkValues } from './checkValues';
import { checkReference } from './references';

const ROOTS = ['context', 'params', 'resources', 'collected', 'values'];

/** Stores of what environments own; a definition reads that through its dependencies and through `values`. */
const STORES_OF_ENVIRONMENTS: ReadonlySet<string> = new Set(['ledger', 'values']);

/** Inputs must lead somewhere, fit the driver's schema, and bring secrets only where the driver takes them. */
export function checkInputs(context: CheckContext, manifest: DefinitionManifest): void {
  const { spec } = manifest;
  checkValues(context, manifest);
  const driver = context.drivers.get(spec.driver);
  if (!driver) {
    const hint = context.names.drivers.hint(spec.driver);
    const message = `There is no driver "${spec.driver}".`;
    context.error(manifest, '/spec/driver', 'unknown-driver', message, hint);
  }
  for (const reference of findReferences(spec.inputs)) {
    const isVerbatim = driver && hasFlag(driver.inputs, reference.pointer, 'verbatim');
    if (!isVerbatim) {
      checkInputReference(context, manifest, driver, reference);
    }
  }
  if (driver) {
    // Inputs that are a text as a whole are a matter of checkValues.
    if (typeof spec.inputs !== 'string') {
      checkComposedTexts(context, manifest, inputsPlace(manifest, driver));
    }
    checkSchema(context, manifest, driver);
    checkSecretNames(context, manifest, driver);
    checkLiterals(context, manifest, driver);
    checkIdentity(context, manifest, driver);
  }
}

function checkInputReference(
  context: CheckContext,
  manifest: DefinitionManifest,
  driver: DriverDescriptor | undefined,
  reference: Reference,
): void {
  const at = `/spec/inputs${reference.pointer}`;
  const facts = checkReference(context, manifest, reference, at, ROOTS);
  if (!facts?.schema || !driver) {
    return;
  }
  checkLonePlaceholder(context, manifest, inputsPlace(manifest, driver), reference, facts.schema);
  if ((driver.secretInputs ?? 'clear') === 'clear') {
    checkSecretPlaces(context, manifest, driver, reference, facts.schema);
  }
}

function checkSecretPlaces(
  context: CheckContext,
  manifest: DefinitionManifest,
  driver: DriverDescriptor,
  reference: Reference,
  schema: JsonSchema,
): void {
  for (const inner of secretPointers(schema)) {
    const pointer = reference.pointer + inner;
    if (!hasFlag(driver.inputs, pointer, 'secret')) {
      const places = flaggedPointers(driver.inputs, 'secret').map(each => each.slice(1));
      context.error(
        manifest,
        `/spec/inputs${reference.pointer}`,
        'secret-place',
        `\${${reference.raw}} brings a secret to ${pointer}, where driver ${driver.id} takes none.`,
        places.length > 0
          ? `Secrets may go to: ${places.join(', ')}.`
          : `Driver ${driver.id} takes no secrets; name the outputs that are none.`,
      );
      return;
    }
  }
}

/** Where secrets are in a value of a schema; the first item of a list stands for all. */
function secretPointers(schema: JsonSchema): string[] {
  if (schema.secret === true) {
    return [''];
  }
  const ofItems = isJsonObject(schema.items) ? secretPointers(schema.items) : [];
  return [...flaggedPointers(schema, 'secret'), ...ofItems.map(inner => `/0${inner}`)];
}

function inputsPlace({ spec }: DefinitionManifest, driver: DriverDescriptor): TypedPlace {
  return {
    ...{ value: spec.inputs, pointer: '/spec/inputs', wanted: driver.inputs },
    taker: `driver ${driver.id} takes`,
  };
}

function checkSchema(
  context: CheckContext,
  manifest: DefinitionManifest,
  driver: DriverDescriptor,
): void {
  const { inputs, secrets } = manifest.spec;
  if (typeof inputs === 'string') {
    // What the values are is known when planning, and the driver's schema is applied then.
    return;
  }
  const all: JsonObject = { ...inputs };
  for (const [name, reference] of sortedEntries(secrets)) {
    all[name] = secretValue([reference]);
  }
  for (const { pointer, message, hint } of validateValue(driver.inputs, all, isOpen)) {
    const text = `Driver ${driver.id} refuses the inputs: ${message}`;
    context.error(manifest, `/spec/inputs${pointer}`, 'inputs', text, hint);
  }
}

function checkSecretNames(
  context: CheckContext,
  manifest: DefinitionManifest,
  driver: DriverDescriptor,
): void {
  const places = flaggedPointers(driver.inputs, 'secret').map(each => each.slice(1));
  const isClear = (driver.secretInputs ?? 'clear') === 'clear';
  for (const name of Object.keys(manifest.spec.secrets).sort()) {
    const at = appendPointer('/spec/secrets', name);
    if (valueAt(manifest.spec.inputs, appendPointer('', name)) !== undefined) {
      const message = `"${name}" is given under inputs and under secrets.`;
      context.error(manifest, at, 'duplicate-input', message, 'Remove one of the two.');
    }
    const { store } = manifest.spec.secrets[name];
    if (STORES_OF_ENVIRONMENTS.has(store)) {
      const message = `The secrets of the store "${store}" belong to environments, and a definition is for many.`;
      const hint =
        'Read the output of a dependency with ${resources.<alias>.<output>}, or a value with ${values.<name>}.';
      context.error(manifest, appendPointer(at, 'store'), 'secret-store', message, hint);
    }
    if (isClear && !hasFlag(driver.inputs, appendPointer('', name), 'secret')) {
      const message = `Driver ${driver.id} takes no secret "${name}".`;
      context.error(manifest, at, 'secret-place', message, alternatives(name, places));
    }
  }
}

/** A secret in a manifest would be a secret in a repository. */
function checkLiterals(
  context: CheckContext,
  manifest: DefinitionManifest,
  driver: DriverDescriptor,
): void {
  for (const pointer of flaggedPointers(driver.inputs, 'secret')) {
    const value = valueAt(manifest.spec.inputs, pointer);
    if (value !== undefined && findReferences(value).length === 0) {
      const name = pointer.slice(1);
      context.error(
        manifest,
        `/spec/inputs${pointer}`,
        'literal-secret',
        `The input ${name} is a secret and must not be written into a manifest.`,
        `Write secrets: { ${name}: { store: …, key: … } }.`,
      );
    }
  }
}

function checkIdentity(
  context: CheckContext,
  manifest: DefinitionManifest,
  driver: DriverDescriptor,
): void {
  const { identity, inputs } = manifest.spec;
  if (typeof inputs === 'string') {
    // Which values there will be is not known here.
    return;
  }
  const declared = Object.keys((driver.inputs.properties ?? {}) as JsonObject);
  for (const [index, name] of identity.entries()) {
    if (!Object.hasOwn(inputs, name) && !declared.includes(name)) {
      const at = appendPointer('/spec/identity', index);
      const hint = alternatives(name, [...declared, ...Object.keys(inputs)]);
      context.error(manifest, at, 'unknown-input', `There is no input "${name}".`, hint);
    }
  }
}
