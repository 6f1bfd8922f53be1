import type { OutboxKind } from '../../database/execution/insertOutbox';
import type { WaitingMessage } from '../../database/execution/readOutbox';

/**
 * Where messages of one kind go. Each sink makes its own progress: what one cannot take never delays another. A message
 * is told at least once, and messages about one environment in their order, one after the other.
 */
export interface OutboxSink {
  readonly kind: OutboxKind;
  /** Seconds that a message may fail before it is set aside, so that those behind it get their turn. */
  readonly patience: number;
  /** @throws when the message could not be told; it is told again later. */
  tell(message: WaitingMessage): Promise<void>;
  /**
   * Tells several at once, about one environment or many, sorted by id, none of which has failed before. For sinks that
   * have less to do for many than for each. Default: they are told one by one.
   *
   * @throws when they could not all be told; then they are told one by one, those again that were told already.
   */
  tellTogether?(messages: readonly WaitingMessage[]): Promise<void>;
}
