import { TestApiProvider, mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import type {
  ActiveResource,
  PlatformOrchestratorApi,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { platformOrchestratorApiRef } from '../api/platformOrchestratorApiRef';
import { ResourceActions } from './ResourceActions';

const NODE = 'postgres.default#web.db';

function show(resource: Partial<ActiveResource>) {
  const calls: unknown[][] = [];
  const api = {
    resolveResource: async (...args: unknown[]) => calls.push(['resolve', ...args]),
    decideDestruction: async (...args: unknown[]) => {
      calls.push(['decide', ...args]);
      return {};
    },
  };
  renderInTestApp(
    <TestApiProvider
      apis={[
        [platformOrchestratorApiRef, api as unknown as PlatformOrchestratorApi],
        [permissionApiRef, mockApis.permission({ authorize: AuthorizeResult.ALLOW })],
      ]}
    >
      <ResourceActions
        resource={
          {
            ...{ uid: 'r-1', node: NODE, application: 'shop', environment: 'production' },
            ...{ role: 'current', presence: 'present', deletionPending: false },
            ...resource,
          } as ActiveResource
        }
        onChange={() => {}}
      />
    </TestApiProvider>,
  );
  return calls;
}

describe('what a person decides about a resource', () => {
  it('is whether it exists, where no driver could tell, and only with a reason', async () => {
    const calls = show({ presence: 'unknown', externalId: 'pg/web' });
    await userEvent.click(await screen.findByRole('button', { name: `Resolve ${NODE}` }));
    const dialog = await screen.findByRole('dialog', { name: `Does ${NODE} exist?` });
    expect(within(dialog).getByText(/It is called pg\/web/)).toBeVisible();
    await userEvent.click(within(dialog).getByRole('radio', { name: /^It is gone/ }));
    const save = within(dialog).getByRole('button', { name: 'Save' });
    expect(save).toBeDisabled();
    await userEvent.type(within(dialog).getByRole('textbox', { name: /What shows it/ }), 'psql');
    await userEvent.click(save);
    await waitFor(() =>
      expect(calls).toEqual([['resolve', 'r-1', { presence: 'absent', reason: 'psql' }]]),
    );
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
  });

  it('is what becomes of it, once it was left behind', async () => {
    const calls = show({ role: 'orphan', deletionPending: true });
    await userEvent.click(await screen.findByRole('button', { name: `Keep ${NODE}` }));
    const dialog = await screen.findByRole('dialog', { name: `Keep ${NODE}?` });
    await userEvent.type(within(dialog).getByRole('textbox', { name: /Why/ }), 'Auditors');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Keep' }));
    await waitFor(() =>
      expect(calls).toEqual([['decide', 'r-1', { decision: 'keep', reason: 'Auditors' }]]),
    );
    expect(screen.getByRole('button', { name: `Destroy ${NODE}` })).toBeEnabled();
  });

  it('is nothing for what is in use', async () => {
    show({});
    await new Promise(resolve => setTimeout(resolve, 100));
    expect(screen.queryByRole('button')).not.toBeInTheDocument();
  });
});
