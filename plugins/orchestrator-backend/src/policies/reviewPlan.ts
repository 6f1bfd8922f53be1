import type {
  PlanPolicy,
  PlanPolicySubject,
  PolicyFinding,
} from '@tutti/backstage-plugin-platform-orchestrator-node';
import type { PlanFinding } from '@tutti/planner';
import { compareText } from '@tutti/score';
import type { Telemetry } from '../telemetry/Telemetry';
import { checkFindings } from './checkFindings';

const DEFAULT_TIME_LIMIT = 5_000;
const LONGEST_TIME_LIMIT = 60_000;
const LONGEST_REASON = 300;

/** What {@link reviewPlan} works with. */
export interface ReviewOptions {
  policies: readonly PlanPolicy[];
  subject: PlanPolicySubject;
  telemetry: Telemetry;
  /** Aborts when the deployment is cancelled or its lane is lost. */
  signal: AbortSignal;
  /** Makes what a policy said fit to be kept and shown. */
  tellable(text: string): string;
}

/**
 * Asks all policies about a plan, each within its limit. One that cannot be asked denies the plan with a sentence.
 *
 * @returns what they found, by policy, node and message.
 * @throws the reason of the abort of `signal`.
 */
export async function reviewPlan(options: ReviewOptions): Promise<PlanFinding[]> {
  const { policies, telemetry, signal } = options;
  if (policies.length === 0) {
    return [];
  }
  const found = await telemetry.span('policies', {}, () =>
    Promise.all(policies.map(policy => ask(policy, options))),
  );
  signal.throwIfAborted();
  const findings = found.flat().sort(compareFindings);
  for (const { policy, severity } of findings) {
    telemetry.count('policyFindings', { policy, severity });
  }
  return findings;
}

async function ask(policy: PlanPolicy, options: ReviewOptions): Promise<PlanFinding[]> {
  const { subject, telemetry, tellable } = options;
  try {
    const findings = checkFindings(subject, await reviewWithin(policy, options));
    return findings.map(finding => ({
      policy: policy.name,
      ...finding,
      message: tellable(finding.message),
    }));
  } catch (error) {
    telemetry.count('policyFailures', { policy: policy.name });
    const text = error instanceof Error ? error.message : String(error);
    const reason = tellable(text).slice(0, LONGEST_REASON).replace(/\.$/, '');
    return [
      {
        policy: policy.name,
        severity: 'denied',
        message: `The policy could not look at the plan, so nothing is let through: ${reason}.`,
      },
    ];
  }
}

async function reviewWithin(policy: PlanPolicy, options: ReviewOptions): Promise<PolicyFinding[]> {
  const limit = Math.min(policy.timeLimit ?? DEFAULT_TIME_LIMIT, LONGEST_TIME_LIMIT);
  const timeout = new AbortController();
  const signal = AbortSignal.any([options.signal, timeout.signal]);
  let onAbort = () => {};
  const tooLong = new Promise<never>((_resolve, reject) => {
    onAbort = () => reject(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
  });
  const timer = setTimeout(
    () => timeout.abort(new Error(`it did not answer within ${limit} ms`)),
    limit,
  );
  try {
    const review = async () => policy.review(options.subject, { signal });
    return await Promise.race([review(), tooLong]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', onAbort);
  }
}

function compareFindings(left: PlanFinding, right: PlanFinding): number {
  return (
    compareText(left.policy, right.policy) ||
    compareText(left.node ?? '', right.node ?? '') ||
    compareText(left.message, right.message)
  );
}
