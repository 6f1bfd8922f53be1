import type { ActiveResource, Page } from '@tutti/backstage-plugin-platform-orchestrator-common';

/** Which active resources to list; all fields that are given must hold. */
export interface LedgerFilter {
  /** An empty list finds nothing. */
  environmentUids?: string[];
  /** Only resources that this workload uses. */
  workload?: string;
  /** Only what this definition has made. */
  definition?: string;
  /** Only what this version of it has made. */
  version?: number;
  /** `nextCursor` of the page before. */
  cursor?: string;
  /** 1 to 500, default 100. */
  limit?: number;
}

/** Reads the ledger: everything that exists, or that nobody can prove absent. Never shows a secret. */
export interface Ledger {
  /** In the order in which the rows were written. */
  list(filter: LedgerFilter): Promise<Page<ActiveResource>>;
  /** @throws NotFoundError when there is no such row. */
  get(uid: string): Promise<ActiveResource>;
  /** For authorisation. @throws NotFoundError when there is no such row. */
  environmentUidOf(uid: string): Promise<string>;
}
