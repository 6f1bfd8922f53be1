import { Alert } from '@backstage/ui';
import type { PlanView } from '@tutti/backstage-plugin-platform-orchestrator-common';

type Finding = NonNullable<PlanView['findings']>[number];

const STATUS: Record<Finding['severity'], 'info' | 'warning' | 'danger'> = {
  information: 'info',
  'approval-needed': 'warning',
  denied: 'danger',
};

/** What policies found in a plan, each with its weight in words, since a colour is not seen by everybody. */
export function PlanFindings(props: { plan: PlanView }) {
  return props.plan.findings?.map(finding => (
    <Alert
      key={JSON.stringify(finding)}
      status={STATUS[finding.severity]}
      icon
      title={finding.message}
      description={`${weight(finding)} by policy ${finding.policy}${finding.node === undefined ? '' : ` for ${finding.node}`}`}
    />
  ));
}

function weight({ severity, approvals = 1 }: Finding): string {
  switch (severity) {
    case 'denied':
      return 'Denied';
    case 'approval-needed':
      return approvals === 1 ? 'Approval needed' : `${approvals} approvals needed`;
    default:
      return 'Information';
  }
}
