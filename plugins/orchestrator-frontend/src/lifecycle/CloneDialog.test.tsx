import { TestApiProvider, renderInTestApp } from '@backstage/frontend-test-utils';
import type {
  CloneEnvironmentRequest,
  PlatformOrchestratorApi,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { platformOrchestratorApiRef } from '../api/platformOrchestratorApiRef';
import {
  deploymentOf,
  environmentOf,
  planNodeOf,
  planOf,
} from '../testing/FakePlatformOrchestrator';
import { CloneDialog } from './CloneDialog';

const TYPES = [
  { name: 'development', preview: false, lifetime: { default: 'never' } },
  { name: 'preview', preview: true, lifetime: { default: '24h', maximum: '7d' } },
];

function show(action: 'create' | 'blocked' = 'create') {
  const asked: { plans: CloneEnvironmentRequest[]; clones: CloneEnvironmentRequest[] } = {
    ...{ plans: [], clones: [] },
  };
  const api: Partial<PlatformOrchestratorApi> = {
    listEnvironmentTypes: async () =>
      ({ items: TYPES }) as unknown as ReturnType<PlatformOrchestratorApi['listEnvironmentTypes']>,
    planClone: async (_application, _environment, request) => {
      asked.plans.push(request);
      return planOf([planNodeOf({ action })]);
    },
    cloneEnvironment: async (_application, _environment, request) => {
      asked.clones.push(request);
      return deploymentOf({ kind: 'clone' });
    },
  };
  renderInTestApp(
    <TestApiProvider apis={[[platformOrchestratorApiRef, api as PlatformOrchestratorApi]]}>
      <CloneDialog
        environment={{ ...environmentOf('development', 10), workloads: ['web'] }}
        onClose={() => {}}
      />
    </TestApiProvider>,
  );
  return asked;
}

describe('cloning an environment', () => {
  it('waits until the plan of exactly what is asked for has been seen', async () => {
    const asked = show();
    const dialog = within(await screen.findByRole('dialog'));
    const clone = dialog.getByRole('button', { name: 'Clone' });
    expect(clone).toBeDisabled();
    await userEvent.type(dialog.getByRole('textbox', { name: 'Name' }), 'pr-12');
    await userEvent.click(dialog.getByRole('button', { name: 'Show plan' }));
    expect(await dialog.findByRole('table', { name: 'Plan' })).toHaveTextContent('web.db');
    expect(clone).toBeEnabled();

    await userEvent.type(dialog.getByRole('textbox', { name: 'Name' }), '3');
    expect(clone).toBeDisabled();
    expect(dialog.queryByRole('table', { name: 'Plan' })).not.toBeInTheDocument();
    await userEvent.click(dialog.getByRole('button', { name: 'Show plan' }));
    await dialog.findByRole('table', { name: 'Plan' });
    await userEvent.click(clone);

    await waitFor(() => expect(asked.clones).toEqual([{ name: 'pr-123', type: 'development' }]));
    expect(asked.plans.map(({ name }) => name)).toEqual(['pr-12', 'pr-123']);
  });

  it('stays closed over a plan that cannot be carried out', async () => {
    show('blocked');
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.type(dialog.getByRole('textbox', { name: 'Name' }), 'pr-12');
    await userEvent.click(dialog.getByRole('button', { name: 'Show plan' }));
    await dialog.findByRole('table', { name: 'Plan' });
    expect(dialog.getByRole('button', { name: 'Clone' })).toBeDisabled();
  });

  it('asks how long a preview lives, and nobody else', async () => {
    const asked = show();
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.type(dialog.getByRole('textbox', { name: 'Name' }), 'pr-12');
    const lifetime = { name: 'Deletes itself after' };
    expect(dialog.queryByRole('textbox', lifetime)).not.toBeInTheDocument();
    await userEvent.click(dialog.getByRole('button', { name: /development Type/ }));
    await userEvent.click(await screen.findByRole('option', { name: 'preview' }));
    await userEvent.type(await screen.findByRole('textbox', lifetime), '72h');
    await userEvent.click(screen.getByRole('button', { name: 'Show plan' }));
    await waitFor(() =>
      expect(asked.plans).toEqual([{ name: 'pr-12', type: 'preview', expiresIn: '72h' }]),
    );
  });
});
