import type { EnvironmentTypeSpec, Plan } from '@tutti/planner';
import { findingSentence } from '../../policies';

/** How many people have to agree, and why. */
export interface ApprovalNeed {
  required: number;
  /** Sentences. */
  reason: string;
}

/**
 * Whether a plan waits for people before it is applied: because its environment type asks for approvals of whatever
 * changes something, because a policy found that it is needed, or because something stateful or protected would be
 * replaced or destroyed.
 */
export function approvalNeeded(
  plan: Plan,
  environmentType: EnvironmentTypeSpec | undefined,
): ApprovalNeed | undefined {
  const changes = plan.nodes.filter(node => node.inScope && node.action !== 'unchanged');
  const required = environmentType?.approvals.required ?? 0;
  const reasons: string[] = [];
  if (required > 0 && changes.length > 0) {
    reasons.push(
      `Environments of type ${environmentType?.name} ask for ${required} approval${required > 1 ? 's' : ''}.`,
    );
  }
  const findings = changes.length > 0 ? (plan.findings ?? []) : [];
  const asked = findings.filter(finding => finding.severity === 'approval-needed');
  reasons.push(...asked.map(findingSentence));
  const waiting = changes.filter(
    node => node.waitsForPerson && (node.action === 'replace' || node.action === 'destroy'),
  );
  for (const node of waiting) {
    reasons.push(`${node.node} would be ${node.action === 'replace' ? 'replaced' : 'destroyed'}.`);
  }
  return reasons.length === 0
    ? undefined
    : {
        required: Math.max(required, 1, ...asked.map(({ approvals }) => approvals ?? 1)),
        reason: reasons.join(' '),
      };
}
