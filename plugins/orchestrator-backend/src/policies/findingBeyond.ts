import type { PlanFinding } from '@tutti/planner';
import { canonicalJson } from '@tutti/score';

/**
 * The first finding that people have not seen yet: an approval covers the findings that the approved plan had, word by
 * word. Information asks for nothing, so a new one goes beyond nothing.
 */
export function findingBeyond(
  approved: readonly PlanFinding[],
  actual: readonly PlanFinding[],
): PlanFinding | undefined {
  const seen = new Set(approved.map(canonicalFinding));
  return actual.find(
    finding => finding.severity !== 'information' && !seen.has(canonicalFinding(finding)),
  );
}

function canonicalFinding(finding: PlanFinding): string {
  return canonicalJson(JSON.parse(JSON.stringify(finding)));
}
