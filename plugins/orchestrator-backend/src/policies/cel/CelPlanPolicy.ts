import type {
  PlanPolicy,
  PlanPolicySubject,
  PolicyFinding,
} from '@tutti/backstage-plugin-platform-orchestrator-node';
import type { FindingSeverity } from '@tutti/planner';
import type { CelExpression } from './CelExpression';
import { celValues } from './celValues';

/** Milliseconds of all evaluations of one review. */
const TIME_LIMIT = 3_000;

/** What {@link CelPlanPolicy.create} needs. */
export interface CelPlanPolicyOptions {
  name: string;
  /** A condition about the plan, or about each of its nodes. */
  about: 'plan' | 'node';
  condition: CelExpression;
  finding: FindingSeverity;
  message: string;
  approvals?: number;
}

/** The built-in policy: a finding where a condition in CEL holds. */
export class CelPlanPolicy implements PlanPolicy {
  readonly name: string;
  readonly #options: CelPlanPolicyOptions;

  private constructor(options: CelPlanPolicyOptions) {
    this.name = options.name;
    this.#options = options;
  }

  static create(options: CelPlanPolicyOptions): CelPlanPolicy {
    return new CelPlanPolicy(options);
  }

  review(subject: PlanPolicySubject): PolicyFinding[] {
    const { about, condition, finding, message, approvals } = this.#options;
    const found = { severity: finding, message, ...(approvals !== undefined && { approvals }) };
    const values = celValues(subject);
    if (about === 'plan') {
      return condition.holds(values) ? [found] : [];
    }
    const begun = performance.now();
    return values.nodes.flatMap(node => {
      if (performance.now() - begun > TIME_LIMIT) {
        throw new Error(`its expression takes longer than ${TIME_LIMIT} ms for all nodes`);
      }
      return condition.holds({ ...values, node }) ? [{ ...found, node: node.node }] : [];
    });
  }
}
