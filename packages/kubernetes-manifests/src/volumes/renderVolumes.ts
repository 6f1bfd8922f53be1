import {
  appendPointer,
  canonicalJson,
  containsKnownAfter,
  containsSecret,
  isJsonObject,
  quote,
  readProperty,
  sortedEntries,
  type JsonObject,
  type ResolvedContainerVolume,
  type ResolvedWorkload,
} from '@tutti/score';
import type { PersistentVolumeClaim, Volume } from 'kubernetes-types/core/v1';
import type { WorkloadKind } from '../model/WorkloadKind';
import { normalizePath } from '../names/normalizePath';
import { shortHash } from '../names/shortHash';
import { shortName } from '../names/shortName';
import type { ProblemList } from '../problems/ProblemList';
import type { MountList } from './MountList';

/** The volumes of a workload as parts of its pod. */
export interface RenderedVolumes {
  volumes: Volume[];
  /** Only of a StatefulSet. */
  claimTemplates: PersistentVolumeClaim[];
}

/**
 * Renders the volumes of all containers from the outputs of their resources: exactly one of `source` (a Kubernetes
 * volume source) and `claimSpec` (the spec of a PersistentVolumeClaim, one claim per pod of a StatefulSet). One
 * resource that two containers mount is one volume of the pod, two resources are two.
 *
 * Problems `volume`: other outputs, a claim where the kind has none, a path that cannot be mounted, a path in the
 * volume that leaves it.
 */
export function renderVolumes(
  workload: ResolvedWorkload,
  kind: WorkloadKind,
  mounts: MountList,
  problems: ProblemList,
): RenderedVolumes {
  const volumes: Record<string, Volume> = {};
  const claims: Record<string, PersistentVolumeClaim> = {};

  for (const [containerName, container] of sortedEntries(workload.containers)) {
    for (const [target, volume] of sortedEntries(container.volumes)) {
      const pointer = appendPointer('/containers', containerName, 'volumes', target);
      const path = normalizePath(target);
      if (path === undefined) {
        problems.error(
          'volume',
          pointer,
          `A volume cannot be mounted at ${quote(target)}.`,
          'Write an absolute path below "/", without ".." and ":".',
        );
        continue;
      }
      const outputs = readOutputs(volume, pointer, problems);
      if (!outputs) {
        continue;
      }
      if (volume.path?.split('/').includes('..')) {
        problems.error(
          'volume',
          appendPointer(pointer, 'path'),
          `${quote(volume.path)} cannot be a path in the volume, as it leads out of it.`,
          'Write it without "..".',
        );
      }
      const name = volumeName(volume);
      if ('source' in outputs) {
        volumes[name] = { name, ...outputs.source };
      } else if (kind === 'StatefulSet') {
        claims[name] = {
          apiVersion: 'v1',
          kind: 'PersistentVolumeClaim',
          metadata: { name },
          spec: outputs.claimSpec,
        };
      } else {
        problems.error(
          'volume',
          appendPointer(pointer, 'source'),
          `The volume has a claimSpec, one claim per pod, which only a StatefulSet has; this workload is a ${kind}.`,
          'Set the annotation tutti.dev/kind to StatefulSet, or match the volume to a definition with the output "source".',
        );
      }
      mounts.add(containerName, path, { name, ...mountOptions(volume) }, pointer);
    }
  }
  return {
    volumes: sortedEntries(volumes).map(([, volume]) => volume),
    claimTemplates: sortedEntries(claims).map(([, claim]) => claim),
  };
}

type Outputs = { source: JsonObject } | { claimSpec: JsonObject };

function readOutputs(
  volume: ResolvedContainerVolume,
  pointer: string,
  problems: ProblemList,
): Outputs | undefined {
  const outputs = volume.source;
  const at = appendPointer(pointer, 'source');
  if (containsKnownAfter(outputs)) {
    problems.error('unknown-value', at, 'The volume is known only after its resource is created.');
    return undefined;
  }
  const source = readProperty(outputs, 'source');
  const claimSpec = readProperty(outputs, 'claimSpec');
  const used = source ?? claimSpec;
  if (
    (source === undefined) === (claimSpec === undefined) ||
    !isJsonObject(used) ||
    (source !== undefined && Object.keys(used).length !== 1)
  ) {
    problems.error(
      'volume',
      at,
      'A volume needs a resource with exactly one of the outputs "source", an object with one kind of Kubernetes volume such as { "emptyDir": {} }, and "claimSpec", the spec of a PersistentVolumeClaim.',
      'Write ${resources.<key>} of a volume resource, and check the outputs of its definition.',
    );
    return undefined;
  }
  if (containsSecret(used)) {
    problems.error(
      'volume',
      at,
      'A volume cannot take in a secret.',
      'Mount it as a file instead.',
    );
    return undefined;
  }
  return source === undefined ? { claimSpec: used } : { source: used };
}

/** Named after the resource, where the mount knows it, or else after what the volume is. */
function volumeName(volume: ResolvedContainerVolume): string {
  return volume.resource === undefined
    ? `volume-${shortHash(canonicalJson(volume.source))}`
    : shortName(`volume-${volume.resource}`, '', 63);
}

/** Kubernetes takes a path in a volume without a leading slash; files say both. */
function mountOptions({ path = '', readOnly }: ResolvedContainerVolume) {
  const parts = path.split('/').filter(part => part !== '' && part !== '.');
  return {
    ...(parts.length > 0 && { subPath: parts.join('/') }),
    ...(readOnly !== undefined && { readOnly }),
  };
}
