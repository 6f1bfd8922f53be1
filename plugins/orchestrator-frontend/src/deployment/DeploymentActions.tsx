import { useApi } from '@backstage/frontend-plugin-api';
import { Alert, Button, Flex, Text } from '@backstage/ui';
import { isFinal } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { Deployment } from '@tutti/backstage-plugin-platform-orchestrator-common';
import { useState } from 'react';
import { platformOrchestratorApiRef } from '../api/platformOrchestratorApiRef';
import { ErrorAlert } from '../status/ErrorAlert';

/** What can be done with a deployment that has not ended: approve, reject, cancel. */
export function DeploymentActions(props: { deployment: Deployment; onChange: () => void }) {
  const { deployment, onChange } = props;
  const api = useApi(platformOrchestratorApiRef);
  const [error, setError] = useState<Error>();
  const [busy, setBusy] = useState(false);

  if (isFinal(deployment.status)) {
    return null;
  }
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
  const decide = (verdict: 'approved' | 'rejected') =>
    run(() =>
      api.decideDeployment(deployment.uid, { planHash: deployment.planHash ?? '', verdict }),
    );
  const { approvals } = deployment;
  return (
    <Flex direction="column" gap="2" align="end">
      <Flex gap="2">
        {deployment.status === 'awaiting-approval' && (
          <>
            <Button isDisabled={busy} onPress={() => decide('approved')}>
              Approve this plan
            </Button>
            <Button variant="secondary" isDisabled={busy} onPress={() => decide('rejected')}>
              Reject
            </Button>
          </>
        )}
        <Button
          variant="secondary"
          destructive
          isDisabled={busy}
          onPress={() => run(() => api.cancelDeployment(deployment.uid))}
        >
          Cancel
        </Button>
      </Flex>
      {deployment.status === 'awaiting-approval' && approvals && (
        <Text variant="body-small" color="secondary">
          {approvals.given.filter(({ verdict }) => verdict === 'approved').length} of{' '}
          {approvals.required} approvals. {approvals.reason}
        </Text>
      )}
      {error && <ErrorAlert title="That was refused" error={error} />}
      {busy && <Alert status="info" isPending title="Working…" />}
    </Flex>
  );
}
