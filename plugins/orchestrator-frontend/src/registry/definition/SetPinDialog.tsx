import { useApi } from '@backstage/frontend-plugin-api';
import { Alert, Select, TextField } from '@backstage/ui';
import type { DefinitionView, PinView } from '@tutti/backstage-plugin-platform-orchestrator-common';
import { useState } from 'react';
import useAsync from 'react-use/esm/useAsync';
import { platformOrchestratorApiRef } from '../../api/platformOrchestratorApiRef';
import { FilterSelect } from '../../lists/FilterSelect';
import { FormDialog } from '../../status/FormDialog';

/** Binds a node of an application, or of one of its environments, to a version of a definition. */
export function SetPinDialog(props: {
  definition: DefinitionView;
  initial?: { application: string; environment: string; node: string; version: number };
  onClose: () => void;
}) {
  const { definition, initial, onClose } = props;
  const { name, type } = definition;
  const api = useApi(platformOrchestratorApiRef);
  const [application, setApplication] = useState(initial?.application);
  const [environment, setEnvironment] = useState(initial?.environment);
  const [node, setNode] = useState<string>(initial?.node ?? `${type}.default#`);
  const [version, setVersion] = useState(initial?.version ?? definition.version);
  const [pin, setPin] = useState<PinView>();
  const applications = useAsync(() => api.listApplications({ limit: 200 }), [api]);
  const versions = useAsync(() => api.listDefinitionVersions(name), [api, name]);
  const environments = useAsync(
    async () => (application ? api.listEnvironments(application) : { items: [] }),
    [api, application],
  );
  const save = async () =>
    setPin(
      await api.setPin({
        application: application ?? '',
        ...(environment && { environment }),
        ...{ node, definition: name, version },
      }),
    );
  return (
    <FormDialog
      title={`Pin a node to ${name}`}
      submitLabel="Set the pin"
      isComplete={Boolean(application) && !node.endsWith('#') && pin === undefined}
      errorTitle="The pin was not set"
      onSubmit={save}
      onClose={onClose}
    >
      <Select
        label="Application"
        placeholder="Choose an application"
        options={(applications.value?.items ?? []).map(each => ({
          value: each.name,
          label: each.title ?? each.name,
        }))}
        value={application ?? null}
        onChange={key => {
          setApplication(key === null ? undefined : String(key));
          setEnvironment(undefined);
        }}
      />
      <FilterSelect
        label="Environment"
        allLabel="All without a pin of their own"
        options={(environments.value?.items ?? []).map(each => each.name)}
        value={environment}
        onChange={setEnvironment}
      />
      <TextField
        label="Node"
        description="As plans and the page “Usage” name it: type.class#id"
        value={node}
        onChange={setNode}
      />
      <Select
        label="Version"
        options={(versions.value?.items ?? []).map(each => ({
          value: String(each.version),
          label: `v${each.version} (${each.status})`,
        }))}
        value={String(version)}
        onChange={key => setVersion(Number(key))}
      />
      {pin && (
        <Alert
          status="success"
          icon
          title={`${pin.node} keeps version ${pin.version} from its next deployment on.`}
        />
      )}
    </FormDialog>
  );
}
