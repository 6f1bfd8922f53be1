import type { Entity } from '@backstage/catalog-model';
import { TestApiProvider, mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { platformOrchestratorApiRef } from '../api/platformOrchestratorApiRef';
import {
  deploymentOf,
  environmentOf,
  fakePlatformOrchestrator,
  planNodeOf,
  planOf,
} from '../testing/FakePlatformOrchestrator';
import type { FakeState } from '../testing/FakePlatformOrchestrator';
import { DeploymentsTab } from './DeploymentsTab';

const entity: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'web',
    namespace: 'default',
    annotations: {
      'tutti.dev/application': 'shop',
      'tutti.dev/workload': 'web',
      'tutti.dev/score': 'score.yaml',
    },
  },
  spec: { type: 'service', owner: 'group:default/shop-team' },
};

function stateWith(overrides: Partial<FakeState>): FakeState {
  return {
    environments: [environmentOf('staging', 20), environmentOf('development', 10)],
    statuses: [],
    deployments: [],
    nodes: [],
    plan: planOf([planNodeOf({})]),
    ...overrides,
  };
}

function show(state: FakeState, options: { allowed?: boolean; shown?: Entity } = {}) {
  const fake = fakePlatformOrchestrator(state);
  renderInTestApp(
    <TestApiProvider
      apis={[
        [platformOrchestratorApiRef, fake.api],
        [
          permissionApiRef,
          mockApis.permission({
            authorize: options.allowed === false ? AuthorizeResult.DENY : AuthorizeResult.ALLOW,
          }),
        ],
      ]}
    >
      <EntityProvider entity={options.shown ?? entity}>
        <DeploymentsTab />
      </EntityProvider>
    </TestApiProvider>,
  );
  return fake;
}

describe('the tab Deployments of a component', () => {
  it('shows environments in promotion order with what runs there', async () => {
    show(
      stateWith({
        statuses: [
          {
            application: 'shop',
            environment: 'development',
            environmentType: 'development',
            workload: 'web',
            images: { main: 'shop/web:1.0' },
            readiness: 'not-checked',
            lastDeployment: deploymentOf({ number: 41 }),
            resources: [],
          },
        ],
      }),
    );
    expect(await screen.findByText('web:1.0')).toBeInTheDocument();
    const headings = screen.getAllByRole('heading', { level: 3 }).map(item => item.textContent);
    expect(headings.slice(0, 2)).toEqual(['development', 'staging']);
    expect(screen.getByText('#41')).toBeInTheDocument();
    expect(screen.getByText('Not deployed')).toBeInTheDocument();
  });

  it('deploys only after the plan has been seen, and exactly what was planned', async () => {
    const { submissions } = show(stateWith({}));
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: 'Deploy to staging' }));
    const dialog = await screen.findByRole('dialog');
    const deploy = within(dialog).getByRole('button', { name: 'Deploy' });
    expect(deploy).toBeDisabled();

    await user.type(await within(dialog).findByLabelText('Image of main'), 'shop/web:2.0');
    await user.click(within(dialog).getByRole('button', { name: 'Show plan' }));
    expect(await within(dialog).findByText('1 create')).toBeInTheDocument();
    await waitFor(() => expect(deploy).toBeEnabled());
    await user.click(deploy);

    await waitFor(() => expect(submissions).toHaveLength(2));
    const scoreFiles = [{ component: 'component:default/web', images: { main: 'shop/web:2.0' } }];
    expect(submissions).toEqual([
      { scoreFiles, planOnly: true },
      { scoreFiles, onBusy: 'queue' },
    ]);
  });

  it('asks for a new plan when something was changed after the plan', async () => {
    show(stateWith({}));
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: 'Deploy to staging' }));
    const dialog = await screen.findByRole('dialog');
    await user.click(within(dialog).getByRole('button', { name: 'Show plan' }));
    await within(dialog).findByText('1 create');
    await user.type(within(dialog).getByLabelText('Comment'), 'x');
    expect(within(dialog).getByRole('button', { name: 'Deploy' })).toBeDisabled();
    expect(within(dialog).queryByText('1 create')).not.toBeInTheDocument();
  });

  it('does not deploy a plan with a blocked node, and says why it is blocked', async () => {
    show(
      stateWith({
        plan: planOf([planNodeOf({ action: 'blocked', reason: 'No definition fits.' })]),
      }),
    );
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: 'Deploy to staging' }));
    const dialog = await screen.findByRole('dialog');
    await user.click(within(dialog).getByRole('button', { name: 'Show plan' }));
    expect(await within(dialog).findByText('No definition fits.')).toBeInTheDocument();
    expect(within(dialog).getByRole('button', { name: 'Deploy' })).toBeDisabled();
  });

  it('explains why each definition matched, and never shows where a secret is kept', async () => {
    show(stateWith({}));
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: 'Deploy to staging' }));
    const dialog = await screen.findByRole('dialog');
    await user.click(within(dialog).getByRole('button', { name: 'Show plan' }));
    await user.click(
      await within(dialog).findByRole('button', { name: /postgres.default#web.db/ }),
    );
    expect(within(dialog).getByText(/postgres-development wins because/)).toBeInTheDocument();
    expect(
      within(dialog).getByText(/environment type is development, not production/),
    ).toBeInTheDocument();
    expect(dialog).toHaveTextContent('"password": "•••"');
    expect(dialog).not.toHaveTextContent('ledger');
  });

  it('shows the places in the file when the Score file is refused', async () => {
    show(
      stateWith({
        onSubmit: () => {
          throw Object.assign(new Error('Request failed with 400'), {
            body: {
              error: {
                message: 'The Score file is not valid.',
                problems: [
                  {
                    severity: 'error',
                    code: 'schema',
                    message: 'There is no property "imge".',
                    source: 'score.yaml',
                    line: 3,
                    column: 5,
                    pointer: '/containers/main/imge',
                  },
                ],
              },
            },
          });
        },
      }),
    );
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: 'Deploy to staging' }));
    const dialog = await screen.findByRole('dialog');
    await user.click(within(dialog).getByRole('button', { name: 'Show plan' }));
    expect(await within(dialog).findByText('The Score file is not valid.')).toBeInTheDocument();
    expect(within(dialog).getByText(/score\.yaml:3:5/)).toBeInTheDocument();
  });

  it('disables Deploy for people who may not', async () => {
    // An environment of its own: decisions about the others are remembered for a while.
    show(stateWith({ environments: [environmentOf('closed', 40)] }), { allowed: false });
    const button = await screen.findByRole('button', { name: 'Deploy to closed' });
    await userEvent.setup().hover(button.parentElement!);
    expect(button).toBeDisabled();
  });

  it('offers neither to deploy nor to promote where an environment is deleted', async () => {
    const going = { ...environmentOf('staging', 20), status: 'deleting' as const };
    const source = { ...environmentOf('development', 10), workloads: ['web'] };
    show(stateWith({ environments: [source, going] }));
    for (const name of ['Deploy to staging', 'Promote from development to staging']) {
      expect(await screen.findByRole('button', { name })).toBeDisabled();
    }
    expect(screen.getAllByText('The environment is deleting.').length).toBeGreaterThan(0);
    await waitFor(() =>
      expect(screen.getByRole('button', { name: 'Deploy to development' })).toBeEnabled(),
    );
  });

  it('names a workload once where a deployment removes it', async () => {
    const removal = deploymentOf({ number: 42, workloads: ['api', 'web'], removed: ['web'] });
    show(stateWith({ deployments: [removal] }));
    expect(await screen.findByText('api, −web')).toBeInTheDocument();
  });

  it('says which annotation is missing on a component that is no workload', async () => {
    show(stateWith({}), {
      shown: { ...entity, metadata: { ...entity.metadata, annotations: {} } },
    });
    expect(await screen.findByText(/tutti.dev\/workload/)).toBeInTheDocument();
  });
});
