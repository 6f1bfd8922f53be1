import type {
  PlanPolicySubject,
  PolicyFinding,
} from '@tutti/backstage-plugin-platform-orchestrator-node';
import { z } from 'zod';

const MOST_FINDINGS = 200;

const findingsSchema = z
  .array(
    z.strictObject({
      severity: z.enum(['information', 'approval-needed', 'denied']),
      message: z.string().min(1).max(1_000),
      node: z.string().optional(),
      approvals: z.int().min(1).max(20).optional(),
    }),
  )
  .max(MOST_FINDINGS);

/**
 * Makes sure that what a policy answered are findings about the plan that it was asked about: policies come from others,
 * and what they answer is kept and shown.
 *
 * @throws Error that says what is wrong.
 */
export function checkFindings(subject: PlanPolicySubject, answer: unknown): PolicyFinding[] {
  const { success, data, error } = findingsSchema.safeParse(answer);
  if (!success) {
    const [issue] = error.issues;
    throw new Error(`its answer is wrong at /${issue.path.join('/')}: ${issue.message}`);
  }
  const nodes = new Set<string>(subject.nodes.map(({ node }) => node));
  const stranger = data.find(({ node }) => node !== undefined && !nodes.has(node));
  if (stranger) {
    throw new Error(`its answer names ${stranger.node}, which is not in the scope of the plan`);
  }
  return data as PolicyFinding[];
}
