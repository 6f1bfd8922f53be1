import { appendPointer, findReferences, isJsonObject, sortedEntries } from '@tutti/score';
import type { JsonValue } from '@tutti/score';
import { KUBERNETES_DELIVERY_TYPE } from '../../model';
import type { DependencySpec, ResourceTypeSpec } from '../../model';
import { validateValue } from '../../schema';
import { checkComposedTexts, checkLonePlaceholder } from './checkAgreement';
import type { CheckContext, DefinitionManifest } from './CheckContext';
import { checkReference } from './references';

/** What a definition asks for (dependencies, provisions, collections) must exist and fit. */
export function checkRequests(context: CheckContext, manifest: DefinitionManifest): void {
  const { dependencies, provisions, collect } = manifest.spec;
  for (const [alias, spec] of sortedEntries(dependencies)) {
    checkRequest(context, manifest, spec, appendPointer('/spec/dependencies', alias));
  }
  for (const [index, spec] of provisions.entries()) {
    const pointer = appendPointer('/spec/provisions', index);
    checkRequest(context, manifest, spec, pointer);
    checkMerge(context, manifest, spec, pointer);
  }
  for (const [name, { of, type }] of sortedEntries(collect)) {
    const pointer = appendPointer('/spec/collect', name);
    checkRequest(context, manifest, of, `${pointer}/of`);
    knownType(context, manifest, type, `${pointer}/type`);
  }
}

/** Finds a resource type, or reports that there is none. */
export function knownType(
  context: CheckContext,
  manifest: DefinitionManifest,
  name: string,
  pointer: string,
): ResourceTypeSpec | undefined {
  const type = context.types.get(name);
  if (!type) {
    const hint = context.names.types.hint(name);
    context.error(manifest, pointer, 'unknown-type', `There is no resource type "${name}".`, hint);
  }
  return type;
}

function checkRequest(
  context: CheckContext,
  manifest: DefinitionManifest,
  spec: DependencySpec,
  pointer: string,
): void {
  const type = knownType(context, manifest, spec.type, `${pointer}/type`);
  if (type?.scope === 'environment' && spec.id !== undefined) {
    const message = `There is one ${spec.type} per environment, so it takes no id.`;
    context.error(
      manifest,
      `${pointer}/id`,
      'id-of-environment-type',
      message,
      'Leave the id out.',
    );
  }
  const place = {
    ...{ value: spec.params ?? {}, pointer: `${pointer}/params`, wanted: type?.params },
    taker: `type ${spec.type} takes`,
  };
  for (const field of ['class', 'id', 'params'] as const) {
    for (const reference of findReferences(spec[field] ?? '')) {
      const at = `${pointer}/${field}${reference.pointer}`;
      const roots = field === 'class' ? ['context', 'params', 'deployment'] : ['context', 'params'];
      const facts = checkReference(context, manifest, reference, at, roots);
      if (field === 'params' && facts?.schema) {
        checkLonePlaceholder(context, manifest, place, reference, facts.schema);
      }
    }
  }
  checkComposedTexts(context, manifest, place);
  if (type && spec.params) {
    for (const { pointer: at, message, hint } of validateValue(type.params, spec.params, isOpen)) {
      const text = `The params do not fit type ${spec.type}: ${message}`;
      context.error(manifest, `${pointer}/params${at}`, 'params', text, hint);
    }
  }
}

/** A literal id would make one node of what belongs to several nodes of this definition. */
function checkMerge(
  context: CheckContext,
  manifest: DefinitionManifest,
  spec: DefinitionManifest['spec']['provisions'][number],
  pointer: string,
): void {
  const own = context.types.get(manifest.spec.type);
  const isOnlyOne = own?.scope === 'environment' || own?.name === KUBERNETES_DELIVERY_TYPE;
  const isFixed = spec.id !== undefined && findReferences(spec.id).length === 0;
  if (isFixed && !isOnlyOne && spec.merge !== true) {
    context.error(
      manifest,
      `${pointer}/id`,
      'merge',
      `The id "${spec.id}" is the same for every ${manifest.spec.type}, so all of them would share one ${spec.type}.`,
      'Write merge: true if that is meant; otherwise leave the id out, or make it of ${context.resource.id}.',
    );
  }
}

/** A text with placeholders is not there yet. */
export function isOpen(value: JsonValue): boolean {
  return (
    (typeof value === 'string' && findReferences(value).length > 0) ||
    (isJsonObject(value) &&
      (Object.hasOwn(value, '$secret') || Object.hasOwn(value, '$knownAfter')))
  );
}
