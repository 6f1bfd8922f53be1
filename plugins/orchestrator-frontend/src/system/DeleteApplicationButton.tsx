import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { applicationPermissions } from '@tutti/backstage-plugin-platform-orchestrator-common';
import { useState } from 'react';
import { platformOrchestratorApiRef } from '../api/platformOrchestratorApiRef';
import { GuardedButton } from '../permissions/GuardedButton';
import { FormDialog } from '../status/FormDialog';
import { platformOrchestratorTranslationRef } from '../translation';

/** Deletes an application that has no environments, once that has been confirmed. */
export function DeleteApplicationButton(props: { application: string; onDeleted: () => void }) {
  const { application, onDeleted } = props;
  const api = useApi(platformOrchestratorApiRef);
  const { t } = useTranslationRef(platformOrchestratorTranslationRef);
  const [open, setOpen] = useState(false);
  return (
    <>
      <GuardedButton
        permission={applicationPermissions.delete}
        resourceRef={application}
        action={`delete ${application}`}
        label={t('deleteApplication.button')}
        destructive
        onPress={() => setOpen(true)}
      />
      {open && (
        <FormDialog
          title={t('deleteApplication.title', { application })}
          submitLabel={t('deleteApplication.confirm')}
          isComplete
          errorTitle={t('actions.refused')}
          onSubmit={async () => {
            await api.deleteApplication(application);
            setOpen(false);
            onDeleted();
          }}
          onClose={() => setOpen(false)}
        >
          <Text>{t('deleteApplication.help')}</Text>
        </FormDialog>
      )}
    </>
  );
}
