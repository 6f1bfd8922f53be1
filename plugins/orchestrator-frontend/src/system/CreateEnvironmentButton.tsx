import { useApi } from '@backstage/frontend-plugin-api';
import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Flex,
  Select,
  TextField,
} from '@backstage/ui';
import { useState } from 'react';
import useAsync from 'react-use/esm/useAsync';
import { platformOrchestratorApiRef } from '../api/platformOrchestratorApiRef';
import { ErrorAlert } from '../status/ErrorAlert';

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
  const [error, setError] = useState<Error>();
  const create = async () => {
    try {
      await api.createEnvironment(application, { name, type: type ?? '' });
      onCreated();
      onClose();
    } catch (caught) {
      setError(caught instanceof Error ? caught : new Error(String(caught)));
    }
  };
  return (
    <Dialog isOpen onOpenChange={open => !open && onClose()} width={480}>
      <DialogHeader>Create an environment of {application}</DialogHeader>
      <DialogBody>
        <Flex direction="column" gap="3">
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
          {error && <ErrorAlert title="The environment was not created" error={error} />}
        </Flex>
      </DialogBody>
      <DialogFooter>
        <Button variant="tertiary" onPress={onClose}>
          Close
        </Button>
        <Button isDisabled={name === '' || !type} onPress={create}>
          Create
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
