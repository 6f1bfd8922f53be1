import { identityApiRef, useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Flex, Text } from '@backstage/ui';
import {
  environmentPermissions,
  isFinal,
  permissionOfSubmission,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { Approval, Deployment } from '@tutti/backstage-plugin-platform-orchestrator-common';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import useAsync from 'react-use/esm/useAsync';
import { platformOrchestratorApiRef } from '../api/platformOrchestratorApiRef';
import { GuardedButton } from '../permissions/GuardedButton';
import { usePaths } from '../routing/usePaths';
import { ErrorAlert } from '../status/ErrorAlert';
import { personName } from '../status/personName';
import { platformOrchestratorTranslationRef } from '../translation';
import { canBeGoneBackTo, RollBackButton } from '../lifecycle/RollBackButton';
import { isRetryable } from './isRetryable';
import { VerdictDialog } from './VerdictDialog';

/** What can be done with a deployment: approve, reject, cancel, and try again what did not succeed. */
export function DeploymentActions(props: { deployment: Deployment; onChange: () => void }) {
  const { deployment, onChange } = props;
  const { t } = useTranslationRef(platformOrchestratorTranslationRef);
  const api = useApi(platformOrchestratorApiRef);
  const identity = useApi(identityApiRef);
  const me = useAsync(() => identity.getBackstageIdentity(), [identity]).value?.userEntityRef;
  const navigate = useNavigate();
  const paths = usePaths();
  const [verdict, setVerdict] = useState<Approval['verdict']>();
  const [error, setError] = useState<Error>();
  const [busy, setBusy] = useState(false);
  const { environment, application, approvals, cancelRequestedBy } = deployment;

  const run = async (action: () => Promise<unknown>) => {
    setBusy(true);
    setError(undefined);
    try {
      await action();
    } catch (caught) {
      setError(caught instanceof Error ? caught : new Error(String(caught)));
    } finally {
      setBusy(false);
      onChange();
    }
  };
  const retry = () =>
    run(async () => {
      const { uid } = await api.retryDeployment(deployment.uid);
      const path = paths.deployment(uid);
      if (path) {
        navigate(path);
      }
    });
  const submits = permissionOfSubmission(deployment);
  const waits = deployment.status === 'awaiting-approval';
  const ownRequest = me === deployment.requestedBy ? t('deployment.ownRequest') : undefined;
  const resourceRef = `${application}/${environment}`;
  return (
    <Flex direction="column" gap="2" align="end">
      <Flex gap="2">
        {waits && (
          <>
            <GuardedButton
              permission={environmentPermissions.approve}
              resourceRef={resourceRef}
              action={`approve deployments in ${environment}`}
              obstacle={ownRequest}
              label={t('actions.approve')}
              variant="primary"
              onPress={() => setVerdict('approved')}
            />
            <GuardedButton
              permission={environmentPermissions.approve}
              resourceRef={resourceRef}
              action={`reject deployments in ${environment}`}
              obstacle={ownRequest}
              label={t('actions.reject')}
              onPress={() => setVerdict('rejected')}
            />
          </>
        )}
        {!isFinal(deployment.status) && (
          <GuardedButton
            permission={submits}
            resourceRef={resourceRef}
            action={`cancel deployments in ${environment}`}
            obstacle={
              cancelRequestedBy
                ? t('deployment.cancelAsked')
                : busyObstacle(busy, t('actions.working'))
            }
            label={t('actions.cancel')}
            destructive
            onPress={() => run(() => api.cancelDeployment(deployment.uid))}
          />
        )}
        {isRetryable(deployment) && (
          <GuardedButton
            permission={submits}
            resourceRef={resourceRef}
            action={`deploy to ${environment}`}
            obstacle={busyObstacle(busy, t('actions.working'))}
            label={t('actions.retry')}
            variant="primary"
            onPress={retry}
          />
        )}
        {canBeGoneBackTo(deployment) && <RollBackButton deployment={deployment} />}
      </Flex>
      {waits && approvals && (
        <Text variant="body-small" color="secondary">
          {t('deployment.approvals', {
            given: String(approvals.given.filter(each => each.verdict === 'approved').length),
            required: String(approvals.required),
          })}{' '}
          {approvals.reason} {ownRequest ?? t('deployment.whoApproves', { environment })}
        </Text>
      )}
      {cancelRequestedBy && (
        <Alert
          status="info"
          isPending
          title={t('deployment.cancelling', { person: personName(cancelRequestedBy) })}
        />
      )}
      {error && <ErrorAlert title={t('actions.refused')} error={error} />}
      {verdict && (
        <VerdictDialog
          deployment={deployment}
          verdict={verdict}
          onDone={onChange}
          onClose={() => setVerdict(undefined)}
        />
      )}
    </Flex>
  );
}

function busyObstacle(busy: boolean, sentence: string): string | undefined {
  return busy ? sentence : undefined;
}
