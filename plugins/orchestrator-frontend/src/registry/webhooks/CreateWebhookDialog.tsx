import { useApi } from '@backstage/frontend-plugin-api';
import { Alert, CheckboxGroup, Checkbox, TextField } from '@backstage/ui';
import { WEBHOOK_EVENTS } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { WebhookEvent } from '@tutti/backstage-plugin-platform-orchestrator-common';
import { useState } from 'react';
import useAsync from 'react-use/esm/useAsync';
import { platformOrchestratorApiRef } from '../../api/platformOrchestratorApiRef';
import { FilterSelect } from '../../lists/FilterSelect';
import { FormDialog } from '../../status/FormDialog';
import { newSecret } from './newSecret';

/** What each event is, for people. */
const EVENTS: Record<WebhookEvent, string> = {
  'deployment.status-changed': 'A deployment was submitted, or has another status',
  'deployment.approval-needed': 'A deployment waits for an approval',
  'deployment.needs-attention': 'Nobody can tell what a deployment left behind',
  'environment.changed': 'An environment was made, or has another status',
};

/** Makes a webhook, and shows its secret this one time. */
export function CreateWebhookDialog(props: { onCreated: () => void; onClose: () => void }) {
  const { onCreated, onClose } = props;
  const api = useApi(platformOrchestratorApiRef);
  const applications = useAsync(() => api.listApplications({ limit: 200 }), [api]);
  const types = useAsync(() => api.listEnvironmentTypes(), [api]);
  const [name, setName] = useState('');
  const [url, setUrl] = useState('');
  const [application, setApplication] = useState<string>();
  const [environmentTypes, setEnvironmentTypes] = useState<string[]>([]);
  const [events, setEvents] = useState<string[]>(['deployment.status-changed']);
  const [secret, setSecret] = useState<string>();
  const create = async () => {
    const fresh = newSecret();
    await api.createWebhook({
      ...{ name, url, secret: fresh },
      events: WEBHOOK_EVENTS.filter(event => events.includes(event)),
      ...(application !== undefined && { application }),
      ...(environmentTypes.length > 0 && { environmentTypes }),
    });
    setSecret(fresh);
    onCreated();
  };
  const isComplete = secret === undefined && name !== '' && URL.canParse(url) && events.length > 0;
  return (
    <FormDialog
      title="Create a webhook"
      submitLabel="Create"
      isComplete={isComplete}
      errorTitle="The webhook was not created"
      onSubmit={create}
      onClose={onClose}
    >
      {secret === undefined ? (
        <>
          <TextField label="Name" value={name} onChange={setName} description="For example chat" />
          <TextField
            label="Address"
            value={url}
            onChange={setUrl}
            description="Stored encrypted; only its origin is shown afterwards"
          />
          <CheckboxGroup label="Events" value={events} onChange={setEvents}>
            {WEBHOOK_EVENTS.map(event => (
              <Checkbox key={event} value={event}>
                {EVENTS[event]}
              </Checkbox>
            ))}
          </CheckboxGroup>
          <FilterSelect
            label="Application"
            options={(applications.value?.items ?? []).map(each => ({
              value: each.name,
              label: each.title ?? each.name,
            }))}
            value={application}
            onChange={setApplication}
          />
          <CheckboxGroup
            label="Environment types"
            description="None: environments of every type"
            value={environmentTypes}
            onChange={setEnvironmentTypes}
          >
            {(types.value?.items ?? []).map(each => (
              <Checkbox key={each.name} value={each.name}>
                {each.title ?? each.name}
              </Checkbox>
            ))}
          </CheckboxGroup>
        </>
      ) : (
        <>
          <Alert
            status="warning"
            icon
            title="This is the only time that the secret is shown."
            description="The receiver checks signatures with it. Whoever loses it gives the webhook another one."
          />
          <TextField label="Secret" value={secret} isReadOnly />
        </>
      )}
    </FormDialog>
  );
}
