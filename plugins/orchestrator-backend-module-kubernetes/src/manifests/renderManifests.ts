import {
  permanentError,
  type DriverContext,
} from '@tutti/backstage-plugin-platform-orchestrator-node';
import {
  commonLabels,
  ledgerRemoteReference,
  orderObjects,
  remoteReference,
  renderExternalSecret,
  SECRET_VERSION_ANNOTATION,
  type KubernetesObject,
  type RemoteReference,
  type SecretStoreReference,
} from '@tutti/kubernetes-manifests';
import {
  canonicalHash,
  containsSecret,
  isSecretValue,
  sortedEntries,
  type SecretValue,
} from '@tutti/score';
import { objectKey } from '../objects/objectDigests';
import { placeObject } from '../objects/placeObject';
import { readObject, readRenderedObjects } from '../objects/readObjects';
import { renderTemplate } from '../template/renderTemplate';
import type {
  KubernetesManifestsInputs,
  KubernetesManifestsState,
} from './KubernetesManifestsDriver';

/** The objects of a resource, and the secrets that have to be stored under its own row. */
export interface RenderedManifests {
  /** In the order of applying them. */
  objects: KubernetesObject[];
  composed: Record<string, SecretValue>;
}

/**
 * Renders the objects of a resource: those that are listed, those of the template, and one ExternalSecret when there
 * are values to keep secret. The values themselves are not needed for it.
 *
 * @throws DriverError of class `permanent` that says what is wrong, and where.
 */
export async function renderManifests(
  ctx: DriverContext<KubernetesManifestsInputs, KubernetesManifestsState>,
): Promise<RenderedManifests> {
  const { namespace, objects = [], template, data = {} } = ctx.inputs;
  if (containsSecret(data)) {
    throw permanentError(
      'The input "data" holds a secret, which a template would write in clear. Give it in the input "secrets", and refer to it with secretKeyRef.',
    );
  }
  const labels = commonLabels({ application: ctx.application.id, environment: ctx.environment });
  const { object: externalSecret, composed } = await renderSecret(ctx, labels);
  const all = [
    ...objects.map((object, index) => readObject(object, `object at /objects/${index}`)),
    ...(template === undefined ? [] : readRenderedObjects(renderTemplate(template, data))),
  ].map(object => placeObject(object, namespace, labels));
  if (externalSecret) {
    all.push(externalSecret);
  }

  const seen = new Set<string>();
  for (const object of all) {
    const key = objectKey(object);
    if (seen.has(key)) {
      throw permanentError(`The object ${key} is there twice.`);
    }
    seen.add(key);
  }
  return { objects: orderObjects(all), composed };
}

async function renderSecret(
  ctx: DriverContext<KubernetesManifestsInputs, KubernetesManifestsState>,
  labels: Record<string, string>,
): Promise<{ object?: KubernetesObject; composed: Record<string, SecretValue> }> {
  const { namespace, generate = {}, secrets = {}, secretStore } = ctx.inputs;
  const remote: Record<string, RemoteReference> = {};
  const composed: Record<string, SecretValue> = {};
  const fingerprints: [string, string][] = [];
  const own = (name: string) => ledgerRemoteReference(ctx.environment.uid, ctx.ledgerUid, name);

  for (const name of Object.keys(generate)) {
    remote[name] = own(name);
  }
  for (const [name, secret] of sortedEntries(secrets)) {
    if (!isSecretValue(secret) || Object.hasOwn(remote, name)) {
      throw permanentError(
        isSecretValue(secret)
          ? `The name "${name}" is in both inputs "generate" and "secrets".`
          : `The value "${name}" in the input "secrets" is no secret; write it into the objects.`,
      );
    }
    const [part] = secret.$secret;
    if (secret.$secret.length === 1 && typeof part !== 'string') {
      remote[name] = remoteReference(ctx.environment.uid, part);
    } else {
      composed[name] = secret;
      remote[name] = own(name);
    }
    fingerprints.push([name, await ctx.fingerprintSecret(secret)]);
  }

  if (Object.keys(remote).length === 0) {
    return { composed };
  }
  if (!secretStore) {
    throw permanentError(
      `The secrets ${Object.keys(remote).join(', ')} need the input "secretStore", for instance \${resources.cluster.secretStore}.`,
    );
  }
  return {
    composed,
    object: renderExternalSecret({
      name: ctx.name,
      namespace,
      labels,
      ...(fingerprints.length > 0 && {
        annotations: { [SECRET_VERSION_ANNOTATION]: canonicalHash(fingerprints).slice(0, 16) },
      }),
      store: secretStore as unknown as SecretStoreReference,
      data: remote,
    }),
  };
}
