import type {
  ActiveResource,
  DecideDestructionRequest,
  DestructionDecision,
  Page,
  ResolveResourceRequest,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { LedgerRole, Presence } from '@tutti/planner';
import type { SubmissionPrincipal } from '../deployments/Deployments';

/** Which active resources to list; all fields that are given must hold. */
export interface LedgerFilter {
  /** An empty list finds nothing. */
  environmentUids?: string[];
  /** Only resources that this workload uses. */
  workload?: string;
  /** Only resources of this type. */
  type?: string;
  /** Only resources of this class. */
  class?: string;
  /** Only what this driver makes. */
  driver?: string;
  role?: LedgerRole;
  presence?: Presence;
  deletionPending?: boolean;
  /** Only what this definition has made. */
  definition?: string;
  /** Only what this version of it has made. */
  version?: number;
  /** `nextCursor` of the page before. */
  cursor?: string;
  /** 1 to 500, default 100. */
  limit?: number;
}

/** The ledger: everything that exists, or that nobody can prove absent. Never shows a secret. */
export interface Ledger {
  /** In the order in which the rows were written. */
  list(filter: LedgerFilter): Promise<Page<ActiveResource>>;
  /** @throws NotFoundError when there is no such row. */
  get(uid: string): Promise<ActiveResource>;
  /**
   * Writes down what a person has found out about a resource of unknown presence.
   *
   * @returns the row as it is now; of one that is absent, as it was.
   * @throws NotFoundError; ConflictError when its presence is known, or a deployment works in its environment.
   */
  resolve(
    uid: string,
    request: ResolveResourceRequest,
    principal: SubmissionPrincipal,
  ): Promise<ActiveResource>;
  /**
   * Writes down what becomes of something that was left behind, and submits the deployment that destroys it.
   *
   * @throws NotFoundError; ConflictError for what is in use or of unknown presence, or when a deployment works in its
   * environment.
   */
  decideDestruction(
    uid: string,
    request: DecideDestructionRequest,
    principal: SubmissionPrincipal,
  ): Promise<DestructionDecision>;
  /** For authorisation. @throws NotFoundError when there is no such row. */
  environmentUidOf(uid: string): Promise<string>;
}
