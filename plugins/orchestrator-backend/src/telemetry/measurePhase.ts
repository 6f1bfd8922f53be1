import { secondsSince } from './secondsSince';
import type { Telemetry } from './Telemetry';

/** Measures one phase of one deployment: a span, and a duration. A phase that throws is `interrupted`. */
export async function measurePhase<T>(
  telemetry: Telemetry,
  phase: 'plan' | 'apply',
  work: () => Promise<T>,
): Promise<T> {
  const begun = performance.now();
  let outcome = 'interrupted';
  return telemetry.span(phase, {}, async span => {
    try {
      const result = await work();
      outcome = 'done';
      return result;
    } finally {
      span.note({ 'tutti.outcome': outcome });
      telemetry.record('phaseDuration', secondsSince(begun), { phase, outcome });
    }
  });
}
