import type { OutboxMetrics } from '../execution/outbox/OutboxMetrics';
import type { Telemetry } from './Telemetry';

/** What the outbox counts, among the metrics of the orchestrator. */
export function outboxMetrics(telemetry: Telemetry): OutboxMetrics {
  return {
    told: (kind, ageSeconds) => telemetry.record('outboxWait', ageSeconds, { kind }),
    failed: kind => telemetry.count('outboxFailures', { kind }),
    setAside: kind => telemetry.count('outboxGivenUp', { kind }),
  };
}
