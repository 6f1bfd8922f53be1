/** The operations that have an effect outside. */
export type JournalOperation = 'apply' | 'adopt' | 'destroy';

/** An intended effect whose outcome nobody knows yet. */
export interface OpenIntent {
  uid: string;
  idempotencyKey: string;
  /** Keyed digest of the resolved inputs and params. */
  digest: string;
}
