import type { Plan, PlanFinding } from '@tutti/planner';
import { policySubject, reviewPlan } from '../../policies';
import type { DeploymentRun } from '../DeploymentRun';
import { tellable } from '../log/tellable';

/**
 * Asks the policies about a plan of a deployment.
 *
 * @param now - when the plan was made; ISO 8601.
 * @returns what they found, in an order that is always the same.
 */
export async function reviewRun(
  run: DeploymentRun,
  plan: Plan,
  now: string,
): Promise<PlanFinding[]> {
  const { services, deployment, environment, redactor, signal } = run;
  const { policies, telemetry } = services;
  return reviewPlan({
    policies,
    subject: policySubject({ plan, deployment, environment, now }),
    telemetry,
    signal,
    tellable: text => tellable(redactor, text),
  });
}
