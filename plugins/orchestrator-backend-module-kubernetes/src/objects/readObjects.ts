import { permanentError } from '@tutti/backstage-plugin-platform-orchestrator-node';
import type { KubernetesObject } from '@tutti/kubernetes-manifests';
import {
  containsSecret,
  formatProblem,
  hasErrors,
  isJsonObject,
  readProperty,
  readYaml,
  type JsonValue,
} from '@tutti/score';

/**
 * Reads the objects that a template yields: documents that are objects or lists of objects.
 *
 * @throws DriverError of class `permanent` when the text is no YAML, or something in it is no Kubernetes object.
 */
export function readRenderedObjects(text: string): KubernetesObject[] {
  const { documents, problems } = readYaml(text, { source: 'rendered template' });
  if (hasErrors(problems)) {
    throw permanentError(
      `The template does not yield YAML. ${problems.map(formatProblem).join(' ')}`,
    );
  }
  return documents
    .flatMap(({ value }) => (Array.isArray(value) ? value : [value]))
    .filter(value => value !== null)
    .map((value, index) => readObject(value, `object ${index + 1} of the template`));
}

/**
 * Checks that a value is a Kubernetes object that may be committed.
 *
 * @throws DriverError of class `permanent`: `apiVersion`, `kind` or `metadata.name` are missing, or it holds a secret.
 */
export function readObject(value: JsonValue, place: string): KubernetesObject {
  const apiVersion = readProperty(value, 'apiVersion');
  const kind = readProperty(value, 'kind');
  const name = readProperty(readProperty(value, 'metadata'), 'name');
  if (
    !isJsonObject(value) ||
    typeof apiVersion !== 'string' ||
    typeof kind !== 'string' ||
    typeof name !== 'string' ||
    name === ''
  ) {
    throw permanentError(
      `The ${place} is no Kubernetes object: it needs the texts apiVersion, kind and metadata.name.`,
    );
  }
  if (containsSecret(value)) {
    throw permanentError(
      `The ${kind} "${name}" holds a secret, which would be committed in clear. Give the secret in the input "secrets", and refer to it with secretKeyRef.`,
    );
  }
  if (kind.endsWith('List') && Array.isArray(value.items)) {
    throw permanentError(
      `The ${kind} "${name}" holds objects inside, which would not be looked at: write each of its items as an object.`,
    );
  }
  if (kind === 'Secret' && (hasContent(value.data) || hasContent(value.stringData))) {
    throw permanentError(
      `The Secret "${name}" holds values, which would be committed in clear. Use the inputs "generate" and "secrets" instead.`,
    );
  }
  return { ...value, apiVersion, kind };
}

function hasContent(value: JsonValue | undefined): boolean {
  return isJsonObject(value) && Object.keys(value).length > 0;
}
