import { appendPointer, isJsonObject } from '@tutti/score';
import type { Reference } from '@tutti/score';
import { CLUSTER_ALIAS } from '../../graph/deliveries';
import { KUBERNETES_CLUSTER_TYPE, KUBERNETES_DELIVERY_TYPE, WORKLOAD_TYPE } from '../../model';
import type { JsonSchema } from '../../model';
import { alternatives, isOpenSchema, schemaAt } from '../../schema';
import type { CheckContext, DefinitionManifest } from './CheckContext';
import { collectedSchema } from './collectedSchema';

/** The closed context: what each part holds; `true` where names are free. */
const CONTEXT: Record<string, true | readonly string[]> = {
  application: ['id', 'labels'],
  environment: ['id', 'type', 'labels'],
  resource: ['id', 'type', 'class', 'uid', 'name'],
  workload: ['id', 'service'],
  target: ['id', 'service', 'port'],
  deployment: ['branch', 'tag'],
};
const SCORE_KEYS = ['apiVersion', 'metadata', 'service', 'containers', 'resources'];
const MEMBER_KEYS = ['id', 'class', 'workload', 'params', 'outputs'];

/** What is known of the value of a placeholder before there is one. */
export interface ReferenceFacts {
  /** The schema of the value, where it can be told. */
  schema?: JsonSchema;
}

/**
 * Checks one placeholder of a definition: its root is allowed there, and what it names is declared.
 *
 * @param roots - the roots that this place allows; `deployment` stands for `context.deployment`
 * @returns `undefined` when it is wrong, which is reported
 */
export function checkReference(
  context: CheckContext,
  manifest: DefinitionManifest,
  reference: Reference,
  pointer: string,
  roots: readonly string[],
): ReferenceFacts | undefined {
  const [root, ...path] = reference.path;
  const refuse = (message: string, hint?: string) => {
    const text = `\${${reference.raw}} leads nowhere: ${message}`;
    context.error(manifest, pointer, 'placeholder', text, hint);
    return undefined;
  };
  if (!roots.includes(root)) {
    const allowed = roots.filter(each => each !== 'deployment');
    return refuse(
      `the root "${root}" cannot be used here.`,
      `${alternatives(root, allowed)} Write $\${…} for a text that is no placeholder.`,
    );
  }
  switch (root) {
    case 'context':
      return checkContext(context, manifest, path, roots, refuse);
    case 'params':
      return checkParams(context, manifest, path, refuse);
    case 'resources':
      return checkOutput(context, manifest, path, refuse);
    case 'collected':
      return checkCollected(context, manifest, path, refuse);
    case 'driver':
      return checkDriverOutput(context, manifest, path, refuse);
    default:
      return {};
  }
}

type Refuse = (message: string, hint?: string) => undefined;

function checkContext(
  context: CheckContext,
  manifest: DefinitionManifest,
  [part, name]: string[],
  roots: readonly string[],
  refuse: Refuse,
): ReferenceFacts | undefined {
  const hasTarget = context.types.get(manifest.spec.type)?.refersTo === 'workload';
  const parts = Object.keys(CONTEXT).filter(
    each =>
      (each !== 'target' || hasTarget) && (each !== 'deployment' || roots.includes('deployment')),
  );
  if (part === undefined || !parts.includes(part)) {
    return refuse(`the context has no "${part ?? ''}" here.`, alternatives(part ?? '', parts));
  }
  const names = CONTEXT[part];
  if (name !== undefined && names !== true && !names.includes(name)) {
    return refuse(`context.${part} has no "${name}".`, alternatives(name, names));
  }
  const isText = name !== undefined && !['labels', 'service', 'port'].includes(name);
  return isText ? { schema: { type: 'string' } } : {};
}

function checkParams(
  context: CheckContext,
  manifest: DefinitionManifest,
  [name, ...rest]: string[],
  refuse: Refuse,
): ReferenceFacts | undefined {
  const type = context.types.get(manifest.spec.type);
  if (name === undefined || !type) {
    return {};
  }
  if (type.name === WORKLOAD_TYPE) {
    return SCORE_KEYS.includes(name)
      ? {}
      : refuse(`a workload has no "${name}".`, alternatives(name, SCORE_KEYS));
  }
  const declared = isJsonObject(type.params.properties) ? type.params.properties : {};
  const names = [...Object.keys(declared), ...Object.keys(manifest.spec.params)];
  const { additionalProperties } = type.params;
  const isOpen = additionalProperties === true || isJsonObject(additionalProperties);
  if (!names.includes(name) && !isOpen) {
    return refuse(
      `type ${type.name} has no param "${name}".`,
      alternatives(name, names) ?? `Declare it in the params of type ${type.name}.`,
    );
  }
  return { schema: schemaAt(type.params, appendPointer('', name, ...rest)) };
}

function checkOutput(
  context: CheckContext,
  manifest: DefinitionManifest,
  [alias, ...rest]: string[],
  refuse: Refuse,
): ReferenceFacts | undefined {
  const { dependencies, type } = manifest.spec;
  const aliases = Object.keys(dependencies);
  const isImplicit = type === KUBERNETES_DELIVERY_TYPE && alias === CLUSTER_ALIAS;
  if (alias === undefined || !(aliases.includes(alias) || isImplicit)) {
    return refuse(
      `no dependency has the alias "${alias ?? ''}".`,
      alternatives(alias ?? '', aliases) ?? 'Declare it under dependencies.',
    );
  }
  const typeName = isImplicit ? KUBERNETES_CLUSTER_TYPE : dependencies[alias].type;
  const outputs = context.types.get(typeName)?.outputs;
  if (!outputs || rest.length === 0) {
    return { schema: outputs };
  }
  const schema = schemaAt(outputs, appendPointer('', ...rest));
  const names = isJsonObject(outputs.properties) ? Object.keys(outputs.properties) : [];
  if (!schema && !isOpenSchema(outputs) && !names.includes(rest[0])) {
    return refuse(
      `type ${typeName} has no output "${rest[0]}".`,
      alternatives(rest[0], names) ?? `Declare it in the outputs of type ${typeName}.`,
    );
  }
  return { schema };
}

function checkCollected(
  context: CheckContext,
  manifest: DefinitionManifest,
  [name, ...rest]: string[],
  refuse: Refuse,
): ReferenceFacts | undefined {
  const names = Object.keys(manifest.spec.collect);
  if (name === undefined || !names.includes(name)) {
    return refuse(
      `nothing is collected under the name "${name ?? ''}".`,
      alternatives(name ?? '', names) ?? 'Declare it under collect.',
    );
  }
  const [key, output] = rest;
  if (key !== undefined && !MEMBER_KEYS.includes(key)) {
    return refuse(`what is collected has no "${key}".`, alternatives(key, MEMBER_KEYS));
  }
  const type = context.types.get(manifest.spec.collect[name].type);
  const outputs = type?.outputs;
  const outputNames = isJsonObject(outputs?.properties) ? Object.keys(outputs.properties) : [];
  const isPromised =
    key !== 'outputs' ||
    output === undefined ||
    outputNames.includes(output) ||
    !outputs ||
    isOpenSchema(outputs);
  if (!isPromised) {
    return refuse(
      `type ${type!.name} has no output "${output}".`,
      alternatives(output, outputNames) ?? `Declare it in the outputs of type ${type!.name}.`,
    );
  }
  return { schema: collectedSchema(type, rest) };
}

function checkDriverOutput(
  context: CheckContext,
  manifest: DefinitionManifest,
  path: string[],
  refuse: Refuse,
): ReferenceFacts | undefined {
  const outputs = context.drivers.get(manifest.spec.driver)?.outputs;
  const [name] = path;
  const names = Object.keys((outputs?.properties ?? {}) as object);
  if (name !== undefined && outputs && !isOpenSchema(outputs) && !names.includes(name)) {
    return refuse(
      `driver ${manifest.spec.driver} does not return "${name}".`,
      alternatives(name, names),
    );
  }
  return { schema: outputs && schemaAt(outputs, appendPointer('', ...path)) };
}
