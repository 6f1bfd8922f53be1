/** Options of every call. */
export interface RequestOptions {
  /** Backstage token; not needed where the fetch API adds it. */
  token?: string;
  signal?: AbortSignal;
}

/** Says that somebody has seen what a change takes away. */
export interface Confirmation {
  /** Uid of the impact report that came with the refusal. */
  confirmImpact?: string;
}

/** Where to read on in a list, and how much. */
export interface PageOptions {
  cursor?: string;
  /** Default 50, at most 200. */
  limit?: number;
}
