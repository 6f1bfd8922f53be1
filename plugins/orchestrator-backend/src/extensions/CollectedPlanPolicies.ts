import { ConflictError, InputError } from '@backstage/errors';
import type {
  OrchestratorPlanPoliciesExtensionPoint,
  PlanPolicy,
} from '@tutti/backstage-plugin-platform-orchestrator-node';
import { compareText } from '@tutti/score';

const NAME = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/** The policies that modules hand in before the plugin starts, and those of the configuration. */
export class CollectedPlanPolicies implements OrchestratorPlanPoliciesExtensionPoint {
  readonly #byName = new Map<string, PlanPolicy>();

  addPlanPolicy(...policies: PlanPolicy[]): void {
    for (const policy of policies) {
      if (!NAME.test(policy.name)) {
        throw new InputError(
          `"${policy.name}" is no name of a policy: write lower-case letters, digits and "-", up to 63.`,
        );
      }
      if (this.#byName.has(policy.name)) {
        throw new ConflictError(
          `There are two policies with the name "${policy.name}": give one of them another name.`,
        );
      }
      this.#byName.set(policy.name, policy);
    }
  }

  /** All policies, sorted by name. */
  all(): PlanPolicy[] {
    return [...this.#byName.values()].sort((left, right) => compareText(left.name, right.name));
  }
}
