import { useApi } from '@backstage/frontend-plugin-api';
import { Flex, TextField } from '@backstage/ui';
import { registryPermissions } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { WebhookView } from '@tutti/backstage-plugin-platform-orchestrator-common';
import { useState } from 'react';
import { platformOrchestratorApiRef } from '../../api/platformOrchestratorApiRef';
import { GuardedButton } from '../../permissions/GuardedButton';
import { ErrorAlert } from '../../status/ErrorAlert';
import { FormDialog } from '../../status/FormDialog';

/** Sends a test, turns a webhook off and on, and deletes it. */
export function WebhookActions(props: {
  webhook: WebhookView;
  onChange: () => void;
  onDeleted: () => void;
}) {
  const { webhook, onChange, onDeleted } = props;
  const { uid, name, status } = webhook;
  const api = useApi(platformOrchestratorApiRef);
  const [error, setError] = useState<Error>();
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState('');
  const run = async (action: () => Promise<unknown>) => {
    setError(undefined);
    try {
      await action();
      onChange();
    } catch (caught) {
      setError(caught instanceof Error ? caught : new Error(String(caught)));
    }
  };
  const button = (label: string, verb: string, onPress: () => void, obstacle?: string) => (
    <GuardedButton
      permission={registryPermissions.writeWebhooks}
      action="change webhooks"
      obstacle={obstacle}
      label={label}
      ariaLabel={`${verb} the webhook ${name}`}
      onPress={onPress}
    />
  );
  const isEnabled = status === 'enabled';
  return (
    <Flex direction="column" gap="2" align="start">
      <Flex gap="2">
        {button(
          'Test',
          'Test',
          () => run(() => api.pingWebhook(uid)),
          isEnabled ? undefined : 'It is disabled: enable it first.',
        )}
        {isEnabled
          ? button('Disable', 'Disable', () =>
              run(() => api.updateWebhook(uid, { status: 'disabled' })),
            )
          : button('Enable', 'Enable', () =>
              run(() => api.updateWebhook(uid, { status: 'enabled' })),
            )}
        {button('Delete…', 'Delete', () => setOpen(true))}
      </Flex>
      {error && <ErrorAlert title="That was refused" error={error} />}
      {open && (
        <FormDialog
          title={`Delete the webhook ${name}, and its deliveries?`}
          submitLabel="Delete"
          isComplete={typed.trim() === name}
          errorTitle="The webhook was not deleted"
          onSubmit={async () => {
            await api.deleteWebhook(uid);
            onDeleted();
          }}
          onClose={() => setOpen(false)}
        >
          <TextField
            label={`Type ${name} to go on`}
            value={typed}
            onChange={setTyped}
            autoComplete="off"
          />
        </FormDialog>
      )}
    </Flex>
  );
}
