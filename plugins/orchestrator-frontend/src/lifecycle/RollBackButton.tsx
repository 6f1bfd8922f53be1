import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Checkbox, Text } from '@backstage/ui';
import { environmentPermissions } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { Deployment } from '@tutti/backstage-plugin-platform-orchestrator-common';
import { useState } from 'react';
import { platformOrchestratorApiRef } from '../api/platformOrchestratorApiRef';
import { GuardedButton } from '../permissions/GuardedButton';
import { platformOrchestratorTranslationRef } from '../translation';
import { PlannedDialog } from './PlannedDialog';

/** Whether what a deployment made true can be brought back: it has run, and it named workloads. */
export function canBeGoneBackTo({ status, planOnly, kind, workloads }: Deployment): boolean {
  return status === 'succeeded' && !planOnly && kind !== 'destroy' && workloads.length > 0;
}

/** Opens the dialog that goes back to what a deployment made true. */
export function RollBackButton(props: { deployment: Deployment }) {
  const { uid, number, application, environment, workloads } = props.deployment;
  const api = useApi(platformOrchestratorApiRef);
  const { t } = useTranslationRef(platformOrchestratorTranslationRef);
  const [open, setOpen] = useState(false);
  const [wholeEnvironment, setWholeEnvironment] = useState(false);
  return (
    <>
      <GuardedButton
        permission={environmentPermissions.deploy}
        resourceRef={`${application}/${environment}`}
        action={`deploy to ${environment}`}
        label={t('lifecycle.rollBack')}
        onPress={() => setOpen(true)}
      />
      {open && (
        <PlannedDialog
          key={String(wholeEnvironment)}
          title={t('lifecycle.rollBackTitle', { environment, number: String(number) })}
          confirm={{ label: t('lifecycle.rollBackConfirm') }}
          submit={how =>
            api.rollBack(application, environment, { deployment: uid, wholeEnvironment, ...how })
          }
          onClose={() => setOpen(false)}
        >
          <Text>{t('lifecycle.rollBackHelp', { workloads: workloads.join(', ') })}</Text>
          <Checkbox isSelected={wholeEnvironment} onChange={setWholeEnvironment}>
            {t('lifecycle.rollBackWhole')}
          </Checkbox>
        </PlannedDialog>
      )}
    </>
  );
}
