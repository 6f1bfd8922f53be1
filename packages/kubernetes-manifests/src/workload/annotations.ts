import {
  appendPointer,
  didYouMean,
  quote,
  sortedEntries,
  type ResolvedWorkload,
} from '@tutti/score';
import type { ProblemList } from '../problems/ProblemList';

/** The kind of controller; the second is what score-k8s reads. */
export const KIND_ANNOTATIONS = ['tutti.dev/kind', 'k8s.score.dev/kind'] as const;
/** When a CronJob runs. */
export const SCHEDULE_ANNOTATION = 'tutti.dev/schedule';
/** The name of the Service, which the references of other workloads follow. */
export const SERVICE_NAME_ANNOTATION = 'tutti.dev/service-name';
/** What score-k8s reads as the name of the Service. References do not follow it, so it is refused. */
export const FOREIGN_SERVICE_NAME_ANNOTATION = 'k8s.score.dev/service-name';
/** On pods and ExternalSecrets: changes when the value of a secret does. */
export const SECRET_VERSION_ANNOTATION = 'tutti.dev/secret-version';
/** On pods: changes when a file does, since files mounted one by one are not updated in running pods. */
export const FILES_VERSION_ANNOTATION = 'tutti.dev/files-version';

const RESERVED = /^(tutti\.dev|k8s\.score\.dev)\//;
const KNOWN: readonly string[] = [
  ...KIND_ANNOTATIONS,
  SCHEDULE_ANNOTATION,
  SERVICE_NAME_ANNOTATION,
  FOREIGN_SERVICE_NAME_ANNOTATION,
  'tutti.dev/after',
  'tutti.dev/moved-from',
  'tutti.dev/profile',
];

/** The annotations that are not ours: they are passed on to the objects and pods of the workload. */
export function passedAnnotations(workload: ResolvedWorkload): Record<string, string> {
  return Object.fromEntries(
    sortedEntries(workload.metadata.annotations).filter(([key]) => !RESERVED.test(key)),
  );
}

/** JSON pointer of an annotation of the workload. */
export function annotationPointer(key: string): string {
  return appendPointer('/metadata/annotations', key);
}

/**
 * Reads an annotation that has more than one name.
 *
 * Problem `annotation` when two of them disagree.
 */
export function readAnnotation(
  workload: ResolvedWorkload,
  keys: readonly string[],
  problems: ProblemList,
): { key: string; value: string } | undefined {
  const annotations = new Map(sortedEntries(workload.metadata.annotations));
  const found = keys.flatMap(key => {
    const value = annotations.get(key);
    return value === undefined ? [] : [{ key, value }];
  });
  for (const other of found.slice(1)) {
    if (other.value !== found[0].value) {
      problems.error(
        'annotation',
        annotationPointer(other.key),
        `The annotation ${other.key} says ${quote(other.value)}, but ${found[0].key} says ${quote(found[0].value)}.`,
        'Remove one of them.',
      );
    }
  }
  return found[0];
}

/** Asks for the key that was meant, if names are close enough; the domain alone makes all of them look alike. */
function closestKey(key: string): string | undefined {
  const nameOf = (known: string) => known.slice(known.indexOf('/') + 1);
  return didYouMean(nameOf(key), KNOWN.map(nameOf)) && didYouMean(key, KNOWN);
}

/** Problem `annotation`, a warning, for annotations in our domains that nothing reads. */
export function checkAnnotations(workload: ResolvedWorkload, problems: ProblemList): void {
  for (const [key] of sortedEntries(workload.metadata.annotations)) {
    if (RESERVED.test(key) && !KNOWN.includes(key)) {
      problems.warning(
        'annotation',
        annotationPointer(key),
        `The annotation ${quote(key)} has no effect.`,
        closestKey(key),
      );
    }
  }
}
