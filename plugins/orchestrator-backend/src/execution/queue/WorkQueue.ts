import type { Knex } from 'knex';

/**
 * A doorbell: something may be to do for this key. `lane`: the key is an environment's uid; `task`: the key
 * names a piece of background work.
 */
export interface Bell {
  kind: 'lane' | 'task';
  key: string;
}

/** What is done about a bell, in two steps. */
export interface BellHandler<T> {
  /**
   * Runs in the very transaction that takes the bell off the queue, so that taking it and becoming its owner
   * are one. Does no I/O beside the transaction. When it throws, the bell stays queued.
   */
  take(transaction: Knex.Transaction, bell: Bell): Promise<T>;
  /**
   * Does the work. The signal aborts when the bell was lost to another worker or the queue stops. Whatever
   * happens, the bell counts as answered afterwards: what is left undone is rung again.
   *
   * @returns `more` to have the same bell rung again at once, behind those that wait: so that nobody holds a slot for
   * longer than one piece of work
   */
  work(bell: Bell, taken: T, signal: AbortSignal): Promise<'more' | void>;
}

/**
 * Doorbells and nothing else: what is to be done, and in which order, stands in our own tables. So duplicates do no
 * harm, and a lost ring is made good by ringing again on a schedule. At any time at most one worker holds a bell of
 * one key; bells of different keys are answered in parallel. A bell whose worker died is given to another one.
 *
 * Lanes and tasks have slots of their own, so neither can starve the other. Among lanes urgent bells come first; then a
 * free slot goes to the application that holds the fewest slots of this process, and within an application to the
 * bell that has waited longest.
 */
export interface WorkQueue {
  /** Rings when, and only when, the transaction commits. */
  ring(transaction: Knex.Transaction, bell: Bell): Promise<void>;
  /** Makes lost rings good: rings those of some bells that nobody has rung, each in a transaction of its own. */
  ringAgain(bells: readonly Bell[]): Promise<void>;
  /** Begins to answer bells, as many at a time as the queue's concurrency says. */
  run<T>(handler: BellHandler<T>): Promise<void>;
  /** Takes no further bell, aborts the work in hand, and gives what is unfinished back to the queue at once. */
  stop(): Promise<void>;
}
