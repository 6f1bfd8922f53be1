import { TestApiProvider, mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import type {
  CreateWebhookRequest,
  PlatformOrchestratorApi,
  WebhookView,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { platformOrchestratorApiRef } from '../../api/platformOrchestratorApiRef';
import { WebhooksPage } from './WebhooksPage';

jest.setTimeout(20_000);

const CHAT: WebhookView = {
  ...{ uid: 'w1', name: 'chat', environmentTypes: [], events: ['environment.changed'] },
  ...{ origin: 'https://hooks.example.com', status: 'enabled', ownerRef: 'user:default/pia' },
  ...{ createdAt: '2026-01-01T00:00:00Z', updatedAt: '2026-01-01T00:00:00Z' },
};

function show() {
  const calls: unknown[] = [];
  const created: CreateWebhookRequest[] = [];
  const api: Partial<PlatformOrchestratorApi> = {
    listWebhooks: async () => ({ items: [CHAT] }),
    listApplications: async () => ({ items: [] }),
    listEnvironmentTypes: async () => ({ items: [] }),
    createWebhook: async request => {
      created.push(request);
      return CHAT;
    },
    pingWebhook: async uid => {
      calls.push(['ping', uid]);
      return { uid: 'd', event: 'ping', status: 'pending', attempts: 0, createdAt: '' };
    },
    updateWebhook: async (...change) => {
      calls.push(change);
      return CHAT;
    },
  };
  renderInTestApp(
    <TestApiProvider
      apis={[
        [platformOrchestratorApiRef, api as PlatformOrchestratorApi],
        [permissionApiRef, mockApis.permission()],
      ]}
    >
      <WebhooksPage />
    </TestApiProvider>,
  );
  const press = async (name: string) => {
    const button = await screen.findByRole('button', { name });
    await waitFor(() => expect(button).toBeEnabled());
    await userEvent.setup().click(button);
  };
  return { calls, created, press };
}

describe('the page Webhooks', () => {
  it('shows the secret of a new webhook once, and sends exactly that', async () => {
    const { created, press } = show();
    await press('Create a webhook…');
    const dialog = within(await screen.findByRole('dialog'));
    const user = userEvent.setup();
    await user.type(dialog.getByRole('textbox', { name: /Name/ }), 'chat');
    expect(dialog.getByRole('button', { name: 'Create' })).toBeDisabled();
    await user.type(
      dialog.getByRole('textbox', { name: /Address/ }),
      'https://hooks.example.com/a',
    );
    await user.click(dialog.getByRole('button', { name: 'Create' }));
    const secret: HTMLInputElement = await dialog.findByRole('textbox', { name: 'Secret' });
    expect(created).toEqual([
      {
        ...{ name: 'chat', url: 'https://hooks.example.com/a', secret: secret.value },
        events: ['deployment.status-changed'],
      },
    ]);
    expect(atob(secret.value.replace('whsec_', ''))).toHaveLength(32);
  });

  it('tests and disables a webhook', async () => {
    const { calls, press } = show();
    await press('Test the webhook chat');
    await press('Disable the webhook chat');
    expect(calls).toEqual([
      ['ping', 'w1'],
      ['w1', { status: 'disabled' }],
    ]);
  });
});
