import { TestApiProvider, mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import type {
  DefinitionVersionView,
  DefinitionView,
  PlatformOrchestratorApi,
  PromoteRequest,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { platformOrchestratorApiRef } from '../../api/platformOrchestratorApiRef';
import { VersionsTab } from './VersionsTab';

const summary = {
  ...{ affected: 0, unaffected: 2, notEvaluated: 0, replaced: 0, destroyed: 0, blocked: 0 },
  destructive: 0,
};

/** Names differ from test to test, since decisions about a name are remembered for a while. */
function show(name: string, result: AuthorizeResult.ALLOW | AuthorizeResult.DENY) {
  const promotions: PromoteRequest[] = [];
  const version = (number: number, status: DefinitionVersionView['status'], host: string) => ({
    ...{ definition: name, version: number, status, criteria: [], criteriaInForce: number === 1 },
    ...{ createdAt: '2026-01-01T00:00:00Z', usage: 0 },
    spec: { inputs: { host } } as unknown as DefinitionVersionView['spec'],
  });
  const api: Partial<PlatformOrchestratorApi> = {
    listDefinitionVersions: async () => ({
      items: [version(2, 'proposed', 'two'), version(1, 'default', 'one')],
    }),
    getDefinitionManifest: async (_, { version: number } = {}) => ({
      ...{ kind: 'ResourceDefinition', name, version: number, form: 'canonical', readOnly: true },
      manifest: `spec:\n  host: ${number === 2 ? 'two' : 'one'}\n`,
    }),
    askImpact: async change => ({
      ...{ uid: 'r', status: 'done', change, requestedBy: 'user:default/pia', createdAt: '' },
      ...{ summary, environments: [] },
    }),
    promoteVersions: async request => {
      promotions.push(request);
      return { items: [] };
    },
  };
  renderInTestApp(
    <TestApiProvider
      apis={[
        [platformOrchestratorApiRef, api as PlatformOrchestratorApi],
        [permissionApiRef, mockApis.permission({ authorize: result })],
      ]}
    >
      <VersionsTab definition={{ name } as DefinitionView} onChange={() => {}} />
    </TestApiProvider>,
  );
  return { promotions };
}

describe('the tab Versions', () => {
  it('shows the lines that differ between the two newest versions', async () => {
    show('compared', AuthorizeResult.ALLOW);
    const figure = await screen.findByLabelText('Differences from version 1 to version 2');
    expect(figure.textContent).toBe('  spec:\n-   host: one\n+   host: two\n');
  });

  it('promotes a version after its impact was shown, with the reason', async () => {
    const { promotions } = show('promoted', AuthorizeResult.ALLOW);
    const user = userEvent.setup();
    const button = await screen.findByRole('button', { name: 'Promote version 2' });
    await waitFor(() => expect(button).toBeEnabled());
    await user.click(button);
    const dialog = await screen.findByRole('dialog');
    expect(await within(dialog).findByText(/0 environments would change/)).toBeInTheDocument();
    await user.type(within(dialog).getByRole('textbox', { name: /Why/ }), 'tried');
    await user.click(within(dialog).getByRole('button', { name: 'Promote' }));
    await waitFor(() =>
      expect(promotions).toEqual([
        { versions: [{ definition: 'promoted', version: 2 }], reason: 'tried' },
      ]),
    );
  });

  it('disables what does not fit the status, and all for people who may not, with the reason', async () => {
    show('forbidden', AuthorizeResult.DENY);
    const button = await screen.findByRole('button', { name: 'Promote version 2' });
    await waitFor(() =>
      expect(button).toHaveAccessibleDescription(
        'You may not change the versions of forbidden. Ask the platform team.',
      ),
    );
    expect(button).toBeDisabled();
  });

  it('says why the default cannot be archived', async () => {
    show('default', AuthorizeResult.ALLOW);
    const button = await screen.findByRole('button', { name: 'Archive version 1' });
    await waitFor(() =>
      expect(button).toHaveAccessibleDescription(/promote another version first/),
    );
  });
});
