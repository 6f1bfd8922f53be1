import type { KubernetesObject } from '../model/KubernetesObject';
import type { RenderWorkloadOptions } from '../model/RenderWorkload';
import type { ProblemList } from '../problems/ProblemList';
import { SECRET_VERSION_ANNOTATION } from '../workload/annotations';
import { loneReference, type SecretEntry } from './collectSecrets';
import { ledgerRemoteReference, remoteReference, type RemoteReference } from './remoteReference';
import { renderExternalSecret } from './renderExternalSecret';

const LONGEST_KEY = 253;

/** The name of the one Secret of a workload. */
export function workloadSecretName(workload: string): string {
  return `${workload}-secrets`;
}

/**
 * The one ExternalSecret that fills the Secret of a workload.
 *
 * Problem `secret-store` when the profile names no store, `secret` when a key would be too long.
 */
export function renderWorkloadSecret(
  workload: string,
  entries: readonly SecretEntry[],
  labels: Record<string, string>,
  options: RenderWorkloadOptions,
  problems: ProblemList,
): KubernetesObject[] {
  if (entries.length === 0) {
    return [];
  }
  const store = options.profile?.secretStore;
  if (!store) {
    problems.error(
      'secret-store',
      '/containers',
      `The workload takes in secrets (${entries.map(entry => entry.key).join(', ')}), but its profile has no secretStore for them.`,
      'Set the input "secretStore" of the profile, for instance to ${resources.cluster.secretStore}.',
    );
    return [];
  }
  const data: Record<string, RemoteReference> = {};
  for (const entry of entries) {
    if (entry.key.length > LONGEST_KEY) {
      problems.error(
        'secret',
        '/containers',
        `The key "${entry.key}" in the workload's Secret has more than ${LONGEST_KEY} characters.`,
        'Shorten the name of the variable.',
      );
    }
    const reference = loneReference(entry.secret);
    data[entry.key] = reference
      ? remoteReference(options.environment.uid, reference)
      : ledgerRemoteReference(options.environment.uid, options.ledgerUid, entry.key);
  }
  return [
    renderExternalSecret({
      name: workloadSecretName(workload),
      namespace: options.namespace,
      labels,
      ...(options.secretVersion !== undefined && {
        annotations: { [SECRET_VERSION_ANNOTATION]: options.secretVersion },
      }),
      store,
      refreshInterval: options.profile?.secretRefreshInterval,
      data,
    }),
  ];
}
