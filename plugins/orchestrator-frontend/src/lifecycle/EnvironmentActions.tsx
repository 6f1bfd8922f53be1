import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Checkbox, Flex, Text } from '@backstage/ui';
import { environmentPermissions } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { Environment } from '@tutti/backstage-plugin-platform-orchestrator-common';
import { useState } from 'react';
import { platformOrchestratorApiRef } from '../api/platformOrchestratorApiRef';
import { whyClosed } from '../deploy/whyClosed';
import { DecisionDialog } from '../deployment/DecisionDialog';
import { GuardedButton } from '../permissions/GuardedButton';
import { platformOrchestratorTranslationRef } from '../translation';
import { CloneDialog } from './CloneDialog';
import { PlannedDialog } from './PlannedDialog';

/** What can be done with an environment as a whole; each opens a dialog of its own. */
export function EnvironmentActions(props: { environment: Environment; onChange: () => void }) {
  const { environment, onChange } = props;
  const { name, uid, application, status, workloads } = environment;
  const api = useApi(platformOrchestratorApiRef);
  const { t } = useTranslationRef(platformOrchestratorTranslationRef);
  const [open, setOpen] = useState<'refresh' | 'clone' | 'pause' | 'delete'>();
  const [refuse, setRefuse] = useState(false);
  const close = () => setOpen(undefined);
  const isGoing = status === 'deleting' ? t('lifecycle.deleting') : undefined;
  const lives = status === 'active' || status === 'paused';
  const empty = workloads.length === 0 ? t('lifecycle.empty') : undefined;
  return (
    <Flex gap="2">
      <GuardedButton
        permission={environmentPermissions.deploy}
        resourceRef={uid}
        action={`deploy to ${name}`}
        obstacle={isGoing ?? whyClosed(environment) ?? empty}
        label={t('lifecycle.refresh')}
        onPress={() => setOpen('refresh')}
      />
      <GuardedButton
        permission={environmentPermissions.create}
        resourceRef={uid}
        action={`create environments of ${application}`}
        obstacle={empty}
        label={t('lifecycle.clone')}
        onPress={() => setOpen('clone')}
      />
      {lives && status !== 'paused' && (
        <GuardedButton
          permission={environmentPermissions.update}
          resourceRef={uid}
          action={`pause ${name}`}
          label={t('lifecycle.pause')}
          onPress={() => setOpen('pause')}
        />
      )}
      <GuardedButton
        permission={environmentPermissions.delete}
        resourceRef={uid}
        action={`delete ${name}`}
        obstacle={isGoing}
        label={t('lifecycle.delete')}
        destructive
        onPress={() => setOpen('delete')}
      />
      {open === 'refresh' && (
        <PlannedDialog
          title={t('lifecycle.refreshTitle', { environment: name })}
          confirm={{ label: t('lifecycle.refreshConfirm') }}
          submit={how => api.refreshEnvironment(application, name, how)}
          onClose={close}
        >
          <Text>{t('lifecycle.refreshHelp')}</Text>
        </PlannedDialog>
      )}
      {open === 'clone' && <CloneDialog environment={environment} onClose={close} />}
      {open === 'pause' && (
        <DecisionDialog
          title={t('lifecycle.pauseTitle', { environment: name })}
          reason={{ label: t('resource.why'), required: true }}
          confirm={{ label: t('lifecycle.pauseConfirm') }}
          onConfirm={async reason => {
            await api.pauseEnvironment(application, name, { reason, refuse });
            onChange();
          }}
          onClose={close}
        >
          <Text>{t('lifecycle.pauseHelp')}</Text>
          <Checkbox isSelected={refuse} onChange={setRefuse}>
            {t('lifecycle.pauseRefuse')}
          </Checkbox>
        </DecisionDialog>
      )}
      {open === 'delete' && (
        <PlannedDialog
          title={t('lifecycle.deleteTitle', { environment: name })}
          confirm={{ label: t('lifecycle.deleteConfirm'), destructive: true }}
          typedName={name}
          submit={({ onBusy: _, ...how }) => api.deleteEnvironment(application, name, how)}
          onClose={close}
        >
          <Text>{t('lifecycle.deleteHelp')}</Text>
        </PlannedDialog>
      )}
    </Flex>
  );
}
