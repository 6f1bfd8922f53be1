import type {
  DeploymentKind,
  Difference,
  FindingSeverity,
  NodeId,
  PlanAction,
} from '@tutti/planner';
import type { JsonValue } from '@tutti/score';

/**
 * A rule about what deployments may do. It looks at every plan before anything is done, and again at a node whose values
 * became known only while it was applied. It changes nothing; what it finds is kept with the plan and shown with it.
 */
export interface PlanPolicy {
  /** Unique; shown with every finding: lower-case letters, digits and `-`, up to 63. */
  readonly name: string;
  /** Milliseconds that {@link review} may take, up to a minute; default 5000. */
  readonly timeLimit?: number;
  /**
   * Looks at a plan. Whoever throws, answers something else than findings, or takes longer than the limit denies the plan:
   * what could not be looked at is not let through.
   *
   * Deterministic findings are best: an approval covers findings word by word, so one with another text is a new one.
   *
   * @param subject - frozen.
   */
  review(
    subject: PlanPolicySubject,
    options: { signal: AbortSignal },
  ): Promise<PolicyFinding[]> | PolicyFinding[];
}

/** What a policy found. */
export interface PolicyFinding {
  severity: FindingSeverity;
  /** Sentence for the people who submit and approve, up to 1,000 characters. */
  message: string;
  /** The node that it is about; absent: the plan as a whole. */
  node?: NodeId;
  /** Of `approval-needed`: how many people have to agree, 1 to 20; default 1. */
  approvals?: number;
}

/**
 * A plan in its context. There is no secret in it: where a value is one, there is a mark `{ $secret: … }`; where it is
 * known only after another node was made, there is `{ $knownAfter: … }`.
 */
export interface PlanPolicySubject {
  /** When the plan was made, by the database's clock; ISO 8601. */
  readonly now: string;
  readonly deployment: {
    readonly uid: string;
    readonly number: number;
    readonly kind: DeploymentKind;
    /** Ends as `planned` and changes nothing. */
    readonly planOnly: boolean;
    /** Reference of the user entity, or subject of the service, that asked for it. */
    readonly requestedBy: string;
    /** The service that submitted it for them. */
    readonly submittedBy?: string;
    readonly comment?: string;
    readonly commit?: string;
    readonly branch?: string;
    readonly tag?: string;
  };
  readonly application: {
    readonly name: string;
    readonly labels: Readonly<Record<string, string>>;
  };
  readonly environment: {
    readonly uid: string;
    readonly name: string;
    readonly type: string;
    readonly labels: Readonly<Record<string, string>>;
  };
  /** The nodes that the deployment may touch, in the order of work. */
  readonly nodes: readonly PolicyNode[];
}

/** A node of a plan, as policies see it. */
export interface PolicyNode {
  readonly node: NodeId;
  readonly type: string;
  readonly class: string;
  readonly id: string;
  readonly action: PlanAction;
  /** The reason of the action in words. */
  readonly reason: string;
  readonly stateful: boolean;
  /** Shared by all workloads, or private to one. */
  readonly shared: boolean;
  /** The action waits for a person anyway. */
  readonly waitsForPerson: boolean;
  readonly definition?: string;
  readonly definitionVersion?: number;
  readonly driver?: string;
  /** Workloads that ask for it, directly or through others; sorted. */
  readonly workloads: readonly string[];
  /** Of a workload: the images of its containers, sorted. */
  readonly images: readonly string[];
  readonly params: JsonValue;
  readonly inputs: JsonValue;
  readonly differences: readonly Difference[];
}
