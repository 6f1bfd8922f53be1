import { appendPointer, type Probe as ScoreProbe } from '@tutti/score';
import type { Probe } from 'kubernetes-types/core/v1';
import type { ProbeTimings } from '../model/WorkloadProfile';
import type { ProblemList } from '../problems/ProblemList';

/**
 * Renders a probe with the timings of the profile. Where a Score file gives both handlers, `exec` is used, as the
 * specification prefers it and Kubernetes takes one.
 *
 * Problems `probe`: none of the two, an empty command (errors), both handlers (warning).
 */
export function renderProbe(
  probe: ScoreProbe,
  timings: ProbeTimings | undefined,
  pointer: string,
  problems: ProblemList,
): Probe | undefined {
  const { exec, httpGet } = probe;
  if (exec && httpGet) {
    problems.warning(
      'probe',
      appendPointer(pointer, 'httpGet'),
      'The probe has exec and httpGet; Kubernetes takes one, and exec is used.',
      'Remove one of them.',
    );
  }
  if (exec) {
    if (exec.command.length === 0) {
      problems.error(
        'probe',
        appendPointer(pointer, 'exec', 'command'),
        'The command of the probe is empty, and Kubernetes has nothing to run.',
      );
    }
    return { exec: { command: exec.command }, ...timings };
  }
  if (httpGet) {
    const { path, port, host, scheme, httpHeaders } = httpGet;
    return {
      httpGet: {
        port,
        ...(path !== '' && { path }),
        ...(host !== undefined && { host }),
        ...(scheme !== undefined && { scheme }),
        ...(httpHeaders && httpHeaders.length > 0 && { httpHeaders }),
      },
      ...timings,
    };
  }
  problems.error('probe', pointer, 'The probe has neither httpGet nor exec.', 'Add one of them.');
  return undefined;
}
