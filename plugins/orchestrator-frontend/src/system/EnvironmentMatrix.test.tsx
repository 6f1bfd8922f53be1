import { TestApiProvider, mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import type { Environment } from '@tutti/backstage-plugin-platform-orchestrator-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { platformOrchestratorApiRef } from '../api/platformOrchestratorApiRef';
import { environmentOf, fakePlatformOrchestrator } from '../testing/FakePlatformOrchestrator';
import { EnvironmentMatrix } from './EnvironmentMatrix';

const inThreeHours = new Date(Date.now() + 3.05 * 3_600_000).toISOString();
const preview = (name: string): Environment => ({
  ...environmentOf(name, 5),
  ...{ type: 'preview', workloads: ['web'], expiresAt: inThreeHours },
});

it('folds previews into one column that says how long they live, and opens them behind it', async () => {
  const statusIn = (environment: string) => ({
    ...{ application: 'shop', environment, environmentType: environment, workload: 'web' },
    ...{ images: { main: 'web:1' }, readiness: 'not-checked' as const, resources: [] },
  });
  const statuses = [statusIn('pr-1'), statusIn('development')];
  const { api } = fakePlatformOrchestrator({
    ...{ environments: [], statuses, deployments: [], nodes: [] },
  });
  renderInTestApp(
    <TestApiProvider
      apis={[
        [platformOrchestratorApiRef, api],
        [permissionApiRef, mockApis.permission({ authorize: AuthorizeResult.ALLOW })],
      ]}
    >
      <EnvironmentMatrix
        application="shop"
        environments={[preview('pr-1'), preview('pr-2'), environmentOf('development', 10)]}
        {...{ statuses, components: [], onDeployed: () => {} }}
      />
    </TestApiProvider>,
  );

  const headings = () => screen.getAllByRole('columnheader');
  const fold = await screen.findByRole('button', { name: /Previews \(2\)/ });
  expect(headings()).toHaveLength(3);
  expect(fold).toHaveAttribute('aria-expanded', 'false');
  const group = within(headings()[2]);
  expect(group.getByText('pr-2', { exact: false })).toBeVisible();
  expect(group.getAllByText('in 3 hours')).toHaveLength(2);
  expect(screen.getByText('in 1 of 2')).toBeVisible();

  await userEvent.click(fold);
  expect(headings()).toHaveLength(5);
  expect(headings()[3]).toHaveTextContent(/^pr-1/);
});
