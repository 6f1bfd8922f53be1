import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { TextField } from '@backstage/ui';
import { environmentPermissions } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { Environment } from '@tutti/backstage-plugin-platform-orchestrator-common';
import { useState } from 'react';
import { platformOrchestratorApiRef } from '../api/platformOrchestratorApiRef';
import { GuardedButton } from '../permissions/GuardedButton';
import { FormDialog } from '../status/FormDialog';
import { platformOrchestratorTranslationRef } from '../translation';

/** Opens a dialog that says anew when a preview deletes itself. */
export function ExtendButton(props: { environment: Environment; onChange: () => void }) {
  const { environment, onChange } = props;
  const { application, name, uid, status } = environment;
  const api = useApi(platformOrchestratorApiRef);
  const { t } = useTranslationRef(platformOrchestratorTranslationRef);
  const [open, setOpen] = useState(false);
  const [expiresIn, setExpiresIn] = useState('');
  const lives = status === 'active' || status === 'paused';
  return (
    <>
      <GuardedButton
        permission={environmentPermissions.update}
        resourceRef={uid}
        action={`extend ${name}`}
        obstacle={lives ? undefined : t('lifecycle.deleting')}
        label={t('lifecycle.extend')}
        onPress={() => setOpen(true)}
      />
      {open && (
        <FormDialog
          title={t('lifecycle.extendTitle', { environment: name })}
          submitLabel={t('lifecycle.extendConfirm')}
          isComplete={expiresIn.trim() !== ''}
          errorTitle={t('actions.refused')}
          onSubmit={async () => {
            await api.changeEnvironment(application, name, { expiresIn: expiresIn.trim() });
            setOpen(false);
            onChange();
          }}
          onClose={() => setOpen(false)}
        >
          <TextField
            label={t('environmentForm.lifetime')}
            description={t('lifecycle.extendHelp')}
            value={expiresIn}
            onChange={setExpiresIn}
          />
        </FormDialog>
      )}
    </>
  );
}
