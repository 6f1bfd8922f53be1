import { execFileSync, spawnSync } from 'node:child_process';
import type { JsonObject, JsonValue } from '@tutti/score';
import type { KubernetesObject } from '../model/KubernetesObject';
import { toYaml } from '../text/toYaml';

/** Whether there is a kubectl on the PATH, which reads and patches as Kubernetes does, and needs no cluster for it. */
export const hasKubectl = spawnSync('kubectl', ['version', '--client']).status === 0;

/**
 * Objects as kubectl reads them from our YAML and changes them by a patch.
 *
 * @throws Error with what kubectl says when it cannot.
 */
export function patchByKubectl(
  objects: KubernetesObject[],
  type: 'strategic' | 'merge',
  patch: JsonObject,
): JsonValue {
  const answer = execFileSync(
    'kubectl',
    ['patch', '--local', '-f', '-', '--type', type, '-p', JSON.stringify(patch), '-o', 'json'],
    { input: objects.map(toYaml).join('---\n'), encoding: 'utf8', stdio: 'pipe' },
  );
  return JSON.parse(`[${answer.replace(/^}\n{/gm, '},{')}]`);
}
