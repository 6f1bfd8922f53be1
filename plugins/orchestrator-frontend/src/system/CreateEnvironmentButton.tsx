import { useApi } from '@backstage/frontend-plugin-api';
import { Button, Select, TextField } from '@backstage/ui';
import { useState } from 'react';
import useAsync from 'react-use/esm/useAsync';
import { platformOrchestratorApiRef } from '../api/platformOrchestratorApiRef';
import { ErrorAlert } from '../status/ErrorAlert';
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
  const types = useAsync(() => api.listEnvironmentTypes(), [api]);
  const [name, setName] = useState('');
  const [type, setType] = useState<string>();
  const create = async () => {
    await api.createEnvironment(application, { name, type: type ?? '' });
    onCreated();
    onClose();
  };
  return (
    <FormDialog
      title={`Create an environment of ${application}`}
      submitLabel="Create"
      isComplete={name !== '' && type !== undefined}
      errorTitle="The environment was not created"
      onSubmit={create}
      onClose={onClose}
    >
      <TextField
        label="Name"
        value={name}
        onChange={setName}
        description="For example qa, or pr-12"
      />
      <Select
        label="Type"
        placeholder="Choose a type"
        options={(types.value?.items ?? []).map(item => ({
          value: item.name,
          label: item.title ?? item.name,
        }))}
        value={type ?? null}
        onChange={key => setType(key === null ? undefined : String(key))}
      />
      {types.error && <ErrorAlert title="The types cannot be read" error={types.error} />}
    </FormDialog>
  );
}
