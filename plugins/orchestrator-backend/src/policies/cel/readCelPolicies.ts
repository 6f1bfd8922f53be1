import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import type { FindingSeverity } from '@tutti/planner';
import { CelExpression } from './CelExpression';
import { CelPlanPolicy } from './CelPlanPolicy';

const PATH = 'platformOrchestrator.policies';
const FINDINGS: readonly FindingSeverity[] = ['information', 'approval-needed', 'denied'];
const LONGEST_MESSAGE = 1_000;
const MOST_APPROVALS = 20;

/**
 * Reads `platformOrchestrator.policies: [{ name, when | whenNode, finding, message, approvals }]`.
 *
 * @throws InputError that names the setting, and for an expression its line and column.
 */
export function readCelPolicies(config: Config): CelPlanPolicy[] {
  const policies = config.getOptionalConfigArray(PATH) ?? [];
  return policies.map((policy, index) => readPolicy(policy, `${PATH}[${index}]`));
}

function readPolicy(policy: Config, path: string): CelPlanPolicy {
  const when = policy.getOptionalString('when');
  const whenNode = policy.getOptionalString('whenNode');
  if ((when === undefined) === (whenNode === undefined)) {
    throw new InputError(
      `${path} needs either "when", a condition about the plan, or "whenNode", one about each of its nodes.`,
    );
  }
  const finding = policy.getString('finding') as FindingSeverity;
  if (!FINDINGS.includes(finding)) {
    throw new InputError(`${path}.finding is "${finding}": write one of ${FINDINGS.join(', ')}.`);
  }
  const message = policy.getString('message');
  if (message.length > LONGEST_MESSAGE) {
    throw new InputError(`${path}.message is longer than ${LONGEST_MESSAGE} characters.`);
  }
  const approvals = policy.getOptionalNumber('approvals');
  if (approvals !== undefined) {
    if (finding !== 'approval-needed') {
      throw new InputError(`${path}.approvals is for the finding approval-needed only.`);
    }
    if (!Number.isInteger(approvals) || approvals < 1 || approvals > MOST_APPROVALS) {
      throw new InputError(
        `${path}.approvals is ${approvals}: write a whole number from 1 to ${MOST_APPROVALS}.`,
      );
    }
  }
  const about = when === undefined ? 'node' : 'plan';
  return CelPlanPolicy.create({
    name: policy.getString('name'),
    about,
    condition: CelExpression.create((when ?? whenNode) as string, {
      where: `${path}.${when === undefined ? 'whenNode' : 'when'}`,
      withNode: about === 'node',
    }),
    finding,
    message,
    approvals,
  });
}
