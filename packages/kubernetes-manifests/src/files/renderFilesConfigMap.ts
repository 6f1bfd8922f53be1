import { sortedEntries } from '@tutti/score';
import type { KubernetesObject } from '../model/KubernetesObject';
import { toKubernetesObject } from '../model/toKubernetesObject';
import { filesConfigMapName, type FilesContent } from './renderFiles';

/** The ConfigMap with the files of a workload; none when there are none. */
export function renderFilesConfigMap(
  workload: string,
  namespace: string,
  content: FilesContent | undefined,
  labels: Record<string, string>,
): KubernetesObject[] {
  if (!content) {
    return [];
  }
  const sorted = (record: Record<string, string>) =>
    Object.keys(record).length > 0 ? Object.fromEntries(sortedEntries(record)) : undefined;
  return [
    toKubernetesObject({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: filesConfigMapName(workload), namespace, labels },
      data: sorted(content.data),
      binaryData: sorted(content.binaryData),
    }),
  ];
}
