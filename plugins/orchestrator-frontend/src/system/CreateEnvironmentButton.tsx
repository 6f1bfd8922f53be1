import { useApi } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import { useState } from 'react';
import { platformOrchestratorApiRef } from '../api/platformOrchestratorApiRef';
import { EnvironmentForm, toRequest } from '../lifecycle/EnvironmentForm';
import { FormDialog } from '../status/FormDialog';

/** Opens a dialog that creates an environment of a chosen type. */
export function CreateEnvironmentButton(props: { application: string; onCreated: () => void }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="secondary" onPress={() => setOpen(true)}>
        Create environment…
      </Button>
      {open && <CreateEnvironmentDialog {...props} onClose={() => setOpen(false)} />}
    </>
  );
}

function CreateEnvironmentDialog(props: {
  application: string;
  onCreated: () => void;
  onClose: () => void;
}) {
  const { application, onCreated, onClose } = props;
  const api = useApi(platformOrchestratorApiRef);
  const [form, setForm] = useState({ name: '', type: '', expiresIn: '' });
  const create = async () => {
    await api.createEnvironment(application, toRequest(form));
    onCreated();
    onClose();
  };
  return (
    <FormDialog
      title={`Create an environment of ${application}`}
      submitLabel="Create"
      isComplete={form.name !== '' && form.type !== ''}
      errorTitle="The environment was not created"
      onSubmit={create}
      onClose={onClose}
    >
      <EnvironmentForm value={form} onChange={setForm} />
    </FormDialog>
  );
}
