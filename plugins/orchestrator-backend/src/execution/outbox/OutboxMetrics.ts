import type { OutboxKind } from '../../database/execution/insertOutbox';

/** What is counted about the outbox. */
export interface OutboxMetrics {
  /** A message was told, so many seconds after it was written, by the two clocks. */
  told(kind: OutboxKind, ageSeconds: number): void;
  /** An attempt failed; the message is tried again. */
  failed(kind: OutboxKind): void;
  /** A message was given up; somebody should look. */
  setAside(kind: OutboxKind): void;
}

/** Counts nothing. */
export const NO_OUTBOX_METRICS: OutboxMetrics = {
  told: () => undefined,
  failed: () => undefined,
  setAside: () => undefined,
};
