/** A kind of background work; its bells have the key `<kind>:<uid>`. */
export interface TaskKind {
  readonly kind: string;
  /** Does, or goes on with, one piece of work. A second call for work that is done does nothing. */
  run(uid: string, signal: AbortSignal): Promise<void>;
  /** Uids of what is left to do, so that lost rings are made good. */
  unfinished(): Promise<string[]>;
}
