import { useApi } from '@backstage/frontend-plugin-api';
import { Flex } from '@backstage/ui';
import { definitionPermissions } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type {
  ImpactReport,
  RolloutView,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import { useState } from 'react';
import { platformOrchestratorApiRef } from '../../api/platformOrchestratorApiRef';
import { GuardedButton } from '../../permissions/GuardedButton';
import { ErrorAlert } from '../../status/ErrorAlert';
import { ChangeDialog } from '../impact/ChangeDialog';
import { refusalOf } from '../impact/refusalOf';

/** Whether something may still happen to a rollout. */
export function isUnfinished({ status }: Pick<RolloutView, 'status'>): boolean {
  return status === 'running' || status === 'paused';
}

/** Pause, resume and stop; resuming what would take more away by now shows that first. */
export function RolloutActions(props: { rollout: RolloutView; onChange: () => void }) {
  const { rollout, onChange } = props;
  const { uid, definition, version, status } = rollout;
  const api = useApi(platformOrchestratorApiRef);
  const [error, setError] = useState<Error>();
  const [report, setReport] = useState<ImpactReport>();
  if (!isUnfinished(rollout)) {
    return null;
  }
  const run = async (action: () => Promise<unknown>) => {
    setError(undefined);
    try {
      await action();
      onChange();
    } catch (caught) {
      const newer = refusalOf(caught)?.report;
      if (newer) {
        setReport(newer);
      } else {
        setError(caught instanceof Error ? caught : new Error(String(caught)));
      }
    }
  };
  const button = (label: string, onPress: () => void, destructive = false) => (
    <GuardedButton
      permission={definitionPermissions.rollout}
      resourceRef={definition}
      action={`roll versions of ${definition} out`}
      label={label}
      ariaLabel={`${label} the rollout of version ${version}`}
      destructive={destructive}
      onPress={onPress}
    />
  );
  return (
    <Flex direction="column" gap="2" align="end">
      <Flex gap="2">
        {status === 'running'
          ? button('Pause', () => run(() => api.pauseRollout(uid)))
          : button('Resume', () => run(() => api.resumeRollout(uid)))}
        {button('Stop', () => run(() => api.stopRollout(uid)), true)}
      </Flex>
      {error && <ErrorAlert title="That was refused" error={error} />}
      {report && (
        <ChangeDialog
          title="Resume the rollout? What it does by now has to be agreed to first."
          confirmLabel="Resume"
          change={{ rollout: { definition, version } }}
          report={report}
          onConfirm={async ({ confirmImpact }) => {
            await api.resumeRollout(uid, { confirmImpact });
            onChange();
          }}
          onClose={() => setReport(undefined)}
        />
      )}
    </Flex>
  );
}
