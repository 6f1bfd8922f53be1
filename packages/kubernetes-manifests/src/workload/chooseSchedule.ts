import { quote, type ResolvedWorkload } from '@tutti/score';
import type { WorkloadProfile } from '../model/WorkloadProfile';
import type { ProblemList } from '../problems/ProblemList';
import { annotationPointer, readAnnotation, SCHEDULE_ANNOTATION } from './annotations';

/** Five fields of cron, or one of its names. Values are checked by Kubernetes; this catches what is no schedule. */
const SCHEDULE =
  /^(@(yearly|annually|monthly|weekly|daily|midnight|hourly)|@every \S+|\S+( +\S+){4})$/;

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
  if (!SCHEDULE.test(schedule)) {
    problems.error(
      'schedule',
      pointer,
      `${quote(schedule)} is no schedule; write five fields such as "0 3 * * *", or a name such as @daily.`,
    );
  }
  return schedule;
}
