import type { Thing, WorldRecord } from '../rig/World';

/** A row of a table as it stood in the database; columns as the database names them. */
export type Row = Record<string, unknown>;

/** One committed change of one row. */
export interface Change {
  /** Place in the order of changes. */
  seq: number;
  /** Milliseconds of the clock that the world uses too. */
  at: number;
  relation: string;
  /** Name of the process that made it. */
  writer: string;
  environment?: string;
  old?: Row;
  new?: Row;
}

/** A commit in the delivery target, oldest first. */
export interface DeliveryCommit {
  id: string;
  deployment: string;
  environment: string;
  /** `<epoch>.<counter>` of who made it. */
  fence: string;
}

/** What the delivery target should hold, and holds, of one environment: the image of each workload by its name. */
export interface DeliveredEnvironment {
  name: string;
  desired: Record<string, string>;
  delivered: Record<string, string>;
}

/** All that the checker looks at, read by plain SQL and Git after everything has come to rest. */
export interface Snapshot {
  changes: Change[];
  /** The ledger's rows of the rig's driver. */
  ledger: { uid: string; environment: string; node: string; role: string; presence: string }[];
  deployments: { uid: string; environment: string; number: number; status: string }[];
  /** Messages that nobody was told yet. */
  outbox: number;
  commits: DeliveryCommit[];
  environments: DeliveredEnvironment[];
  /** What the world recorded itself. */
  records: WorldRecord[];
  things: Thing[];
}

/** What must always hold; answers with one sentence per violation. */
export interface Rule {
  name: string;
  check(snapshot: Snapshot): string[];
}
