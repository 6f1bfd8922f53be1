import { sortedEntries } from '@tutti/score';
import type { KubernetesObject } from '../model/KubernetesObject';
import { toKubernetesObject } from '../model/toKubernetesObject';
import type { SecretStoreReference } from '../model/WorkloadProfile';
import type { RemoteReference } from './remoteReference';

/** What {@link renderExternalSecret} makes an object of. @public */
export interface RenderExternalSecretOptions {
  /** Name of the ExternalSecret and of the Secret that it fills. */
  name: string;
  namespace?: string;
  labels?: Record<string, string>;
  /** A change of them makes External Secrets read again. */
  annotations?: Record<string, string>;
  store: SecretStoreReference;
  /** Default `1h`. */
  refreshInterval?: string;
  /** By key of the Secret. */
  data: Record<string, RemoteReference>;
}

/**
 * The object by which the External Secrets operator fills a Secret (`external-secrets.io/v1`); it says where the
 * values are, and holds none.
 *
 * @public
 */
export function renderExternalSecret(options: RenderExternalSecretOptions): KubernetesObject {
  const { name, namespace, labels, annotations, store, refreshInterval = '1h', data } = options;
  return toKubernetesObject({
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata: { name, namespace, labels, annotations },
    spec: {
      refreshInterval,
      secretStoreRef: { kind: store.kind ?? 'SecretStore', name: store.name },
      target: { creationPolicy: 'Owner', name },
      data: sortedEntries(data).map(([secretKey, remoteRef]) => ({ secretKey, remoteRef })),
    },
  });
}
