import { containsKnownAfter, type JsonObject } from '@tutti/score';
import { findPlanTime } from '../../database/deployments/findPlanTime';
import { findingBeyond, findingSentence } from '../../policies';
import { reviewRun } from '../planning/reviewRun';
import { ApprovalExceededError } from './ApprovalExceededError';
import type { NodeWork, WorkedNode } from './NodeWork';

/**
 * Asks the policies again about a node whose values were not known when it was planned. They look at it as of the time
 * of the plan, so that no freeze begins in the middle of a deployment.
 *
 * @throws ApprovalExceededError when they find what the plan does not say; nothing has happened then.
 */
export async function assertNoNewFindings(
  work: NodeWork,
  { node }: WorkedNode,
  resolved: { inputs: JsonObject; params: JsonObject },
): Promise<void> {
  const { run, plan } = work;
  const { policies, database } = run.services;
  if (
    policies.length === 0 ||
    !(containsKnownAfter(node.inputs) || containsKnownAfter(node.params))
  ) {
    return;
  }
  const nodes = plan.nodes.map(each => (each === node ? { ...each, ...resolved } : each));
  const now = await findPlanTime(database, run.deployment.uid);
  const findings = await reviewRun(run, { ...plan, nodes }, now ?? run.deployment.createdAt);
  const beyond = findingBeyond(plan.findings ?? [], findings);
  if (beyond) {
    throw new ApprovalExceededError(
      `Values that are known only now go beyond what was planned. ${findingSentence(beyond)}`,
    );
  }
}
