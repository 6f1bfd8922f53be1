import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Approval, Deployment } from '@tutti/backstage-plugin-platform-orchestrator-common';
import { platformOrchestratorApiRef } from '../api/platformOrchestratorApiRef';
import { platformOrchestratorTranslationRef } from '../translation';
import { DecisionDialog } from './DecisionDialog';

/** Approves or rejects the plan that is on the page, with a comment for those who read the history. */
export function VerdictDialog(props: {
  deployment: Deployment;
  verdict: Approval['verdict'];
  onDone: () => void;
  onClose: () => void;
}) {
  const { deployment, verdict, onDone, onClose } = props;
  const { uid, number, planHash = '' } = deployment;
  const { t } = useTranslationRef(platformOrchestratorTranslationRef);
  const api = useApi(platformOrchestratorApiRef);
  const values = { number: String(number) };
  return (
    <DecisionDialog
      title={
        verdict === 'approved'
          ? t('verdict.approveTitle', values)
          : t('verdict.rejectTitle', values)
      }
      reason={{
        label: t('verdict.comment'),
        description: t('verdict.commentHelp'),
        required: false,
      }}
      confirm={{
        label: verdict === 'approved' ? t('actions.approve') : t('actions.reject'),
        destructive: verdict === 'rejected',
      }}
      onConfirm={async reason => {
        await api.decideDeployment(uid, { planHash, verdict, ...(reason && { reason }) });
        onDone();
      }}
      onClose={onClose}
    />
  );
}
