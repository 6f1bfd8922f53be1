import { didYouMean, quote, type ResolvedWorkload } from '@tutti/score';
import { isWorkloadKind, WORKLOAD_KINDS, type WorkloadKind } from '../model/WorkloadKind';
import type { WorkloadProfile } from '../model/WorkloadProfile';
import type { ProblemList } from '../problems/ProblemList';
import { annotationPointer, KIND_ANNOTATIONS, readAnnotation } from './annotations';

/**
 * Chooses what runs the workload: its annotation, else the profile, else a Deployment.
 *
 * Problem `annotation` when the annotation names no kind that is supported: a workload never vanishes silently.
 */
export function chooseKind(
  workload: ResolvedWorkload,
  profile: WorkloadProfile,
  problems: ProblemList,
): WorkloadKind {
  const annotation = readAnnotation(workload, KIND_ANNOTATIONS, problems);
  const fallback = profile.kind ?? 'Deployment';
  if (annotation === undefined) {
    return fallback;
  }
  if (isWorkloadKind(annotation.value)) {
    return annotation.value;
  }
  problems.error(
    'annotation',
    annotationPointer(annotation.key),
    `The annotation ${annotation.key} is ${quote(annotation.value)}; it has to be one of ${WORKLOAD_KINDS.join(', ')}.`,
    didYouMean(annotation.value, WORKLOAD_KINDS),
  );
  return fallback;
}
