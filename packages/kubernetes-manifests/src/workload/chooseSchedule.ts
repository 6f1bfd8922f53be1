import { quote, type ResolvedWorkload } from '@tutti/score';
import type { WorkloadKind } from '../model/WorkloadKind';
import type { WorkloadProfile } from '../model/WorkloadProfile';
import type { ProblemList } from '../problems/ProblemList';
import {
  annotationPointer,
  KIND_ANNOTATIONS,
  readAnnotation,
  SCHEDULE_ANNOTATION,
} from './annotations';
import { findScheduleMistake } from './cronSchedule';

/**
 * When a CronJob runs: the workload's annotation `tutti.dev/schedule`, else the profile.
 *
 * Problem `schedule` when neither says so, or the text is no schedule.
 */
export function chooseSchedule(
  workload: ResolvedWorkload,
  profile: WorkloadProfile,
  problems: ProblemList,
): string {
  const annotation = readAnnotation(workload, [SCHEDULE_ANNOTATION], problems);
  const schedule = annotation?.value ?? profile.cronJob?.schedule;
  const pointer = annotation ? annotationPointer(annotation.key) : '/metadata/annotations';
  if (schedule === undefined) {
    problems.error(
      'schedule',
      pointer,
      'A CronJob needs a schedule.',
      `Set the annotation ${SCHEDULE_ANNOTATION}, for instance to "0 3 * * *".`,
    );
    return '';
  }
  const mistake = findScheduleMistake(schedule);
  if (mistake !== undefined) {
    problems.error('schedule', pointer, `${quote(schedule)} is no schedule: ${mistake}.`);
  }
  return schedule;
}

/** Problem `schedule` when a workload of another kind asks for a schedule, which nothing would follow. */
export function refuseSchedule(
  workload: ResolvedWorkload,
  kind: WorkloadKind,
  problems: ProblemList,
): void {
  const annotation = readAnnotation(workload, [SCHEDULE_ANNOTATION], problems);
  if (annotation && kind !== 'CronJob') {
    problems.error(
      'schedule',
      annotationPointer(annotation.key),
      `The annotation ${annotation.key} is for a CronJob; this workload is a ${kind}.`,
      `Set the annotation ${KIND_ANNOTATIONS[0]} to CronJob, or remove the schedule.`,
    );
  }
}
