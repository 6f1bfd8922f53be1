import type { JsonValue } from '../json/JsonValue';
import { appendPointer } from '../json/jsonPointer';
import { sortedEntries } from '../json/sortedEntries';
import type { Lookup, ResolutionError } from '../placeholders/Lookup';
import { parsePlaceholders } from '../placeholders/parsePlaceholders';
import { resolvePlaceholders } from '../placeholders/resolvePlaceholders';
import { resolveText } from '../placeholders/resolveText';
import type {
  Container,
  ContainerFile,
  ContainerVolume,
  Workload,
} from '../specification/Workload';
import type {
  ResolvedContainer,
  ResolvedContainerFile,
  ResolvedContainerVolume,
  ResolvedWorkload,
} from './ResolvedWorkload';

/** What {@link resolveWorkload} asks for the values of placeholders. @public */
export interface WorkloadLookups {
  /** Values of placeholders in variables, file contents and volume sources. */
  lookup: Lookup;
  /**
   * The outputs of the volume resource of that local key, for a volume whose source is exactly
   * `${resources.<key>}`. Throws a `PlaceholderError` when there is no such resource.
   */
  volumeSource: (resourceKey: string, raw: string) => JsonValue;
}

/**
 * Resolves the placeholders of a workload's containers: in variables, in file contents unless
 * `noExpand`, and in volume sources. All else, images, commands, keys and `binaryContent` among them,
 * stays as written. Placeholders that fail are listed with pointers into the workload, and their texts
 * stay unresolved; the workload returned is to be used only when there are none.
 * @public
 */
export function resolveWorkload(
  workload: Workload,
  lookups: WorkloadLookups,
): { workload: ResolvedWorkload; errors: ResolutionError[] } {
  const errors: ResolutionError[] = [];
  const containers = mapEntries(workload.containers, (container, name) =>
    resolveContainer(container, appendPointer('/containers', name), lookups, errors),
  );
  return { workload: { ...workload, containers }, errors };
}

function resolveContainer(
  container: Container,
  at: string,
  lookups: WorkloadLookups,
  errors: ResolutionError[],
): ResolvedContainer {
  const { variables, files, volumes, ...rest } = container;
  const text = (value: string, pointer: string) => {
    const resolved = resolveText(value, lookups.lookup, pointer);
    errors.push(...resolved.errors);
    return resolved.value;
  };
  return {
    ...rest,
    ...(variables && {
      variables: mapEntries(variables, (value, name) =>
        text(value, appendPointer(at, 'variables', name)),
      ),
    }),
    ...(files && {
      files: mapEntries(files, (file, target) =>
        resolveFile(file, appendPointer(at, 'files', target, 'content'), text),
      ),
    }),
    ...(volumes && {
      volumes: mapEntries(volumes, (volume, target) =>
        resolveVolume(volume, appendPointer(at, 'volumes', target, 'source'), lookups, errors),
      ),
    }),
  };
}

function resolveFile(
  file: ContainerFile,
  pointer: string,
  text: (value: string, pointer: string) => ResolvedContainerFile['content'],
): ResolvedContainerFile {
  return file.content === undefined || file.noExpand
    ? file
    : { ...file, content: text(file.content, pointer) };
}

function resolveVolume(
  volume: ContainerVolume,
  pointer: string,
  lookups: WorkloadLookups,
  errors: ResolutionError[],
): ResolvedContainerVolume {
  const [segment, ...more] = parsePlaceholders(volume.source);
  const resource =
    more.length === 0 &&
    segment?.kind === 'placeholder' &&
    segment.path[0] === 'resources' &&
    segment.path.length === 2
      ? segment.path[1]
      : undefined;
  const resolved = resolvePlaceholders(volume.source, (path, raw) =>
    resource === undefined ? lookups.lookup(path, raw) : lookups.volumeSource(resource, raw),
  );
  errors.push(...resolved.errors.map(error => ({ ...error, pointer })));
  return {
    ...volume,
    source: resolved.value,
    ...(resource !== undefined && { resource }),
  };
}

function mapEntries<From, To>(
  record: Readonly<Record<string, From>>,
  replace: (value: From, key: string) => To,
): Record<string, To> {
  return Object.fromEntries(
    sortedEntries(record).map(([key, value]) => [key, replace(value, key)]),
  );
}
