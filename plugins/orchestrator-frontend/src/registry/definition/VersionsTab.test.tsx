import { TestApiProvider, mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import type {
  ChangeVersionStatusRequest,
  DefinitionVersionView,
  DefinitionView,
  ImpactChange,
  ImpactSummary,
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

const asked: ImpactChange[] = [];
beforeEach(() => {
  asked.length = 0;
});

/** Names differ from test to test, since decisions about a name are remembered for a while. */
function show(
  name: string,
  result: AuthorizeResult.ALLOW | AuthorizeResult.DENY,
  losses: Partial<ImpactSummary> = {},
) {
  const changes: [string, number, ChangeVersionStatusRequest][] = [];
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
    askImpact: async change => {
      asked.push(change);
      return {
        ...{ uid: 'r', status: 'done', change, requestedBy: 'user:default/pia', createdAt: '' },
        ...{ summary: { ...summary, ...losses }, environments: [] },
      };
    },
    changeVersionStatus: async (...change) => {
      changes.push([change[0], change[1], change[2]]);
      return version(change[1], change[2].status, 'one');
    },
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
  return { promotions, changes };
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
        {
          versions: [{ definition: 'promoted', version: 2 }],
          ...{ confirmImpact: 'r', reason: 'tried' },
        },
      ]),
    );
  });

  it('deprecates a default only when its loss was shown and the name of the definition typed', async () => {
    const { changes } = show('deprecated', AuthorizeResult.ALLOW, { blocked: 2, destructive: 2 });
    const user = userEvent.setup();
    const button = await screen.findByRole('button', { name: 'Deprecate version 1' });
    await waitFor(() => expect(button).toBeEnabled());
    await user.click(button);
    const dialog = await screen.findByRole('dialog');
    const word = await within(dialog).findByRole('textbox', { name: 'Type deprecated to go on' });
    const confirm = within(dialog).getByRole('button', { name: 'Deprecate' });
    expect(confirm).toBeDisabled();
    await user.type(word, 'deprecated');
    await user.click(confirm);
    const change = { status: 'deprecated', confirmImpact: 'r' };
    await waitFor(() => expect(changes).toEqual([['deprecated', 1, change]]));
    expect(asked).toEqual([{ remove: [{ kind: 'ResourceDefinition', name: 'deprecated' }] }]);
  });

  it('archives a proposed version without a report, because nothing matches it', async () => {
    const { changes } = show('archived', AuthorizeResult.ALLOW);
    const user = userEvent.setup();
    const button = await screen.findByRole('button', { name: 'Archive version 2' });
    await waitFor(() => expect(button).toBeEnabled());
    await user.click(button);
    await user.click(
      within(await screen.findByRole('dialog')).getByRole('button', { name: 'Archive' }),
    );
    await waitFor(() => expect(changes).toEqual([['archived', 2, { status: 'archived' }]]));
    expect(asked).toEqual([]);
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
      expect(button).toHaveAccessibleDescription(/deprecate it first, or promote another version/),
    );
  });
});
