import { TestApiProvider, mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import type { PlatformOrchestratorApi } from '@tutti/backstage-plugin-platform-orchestrator-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { platformOrchestratorApiRef } from '../api/platformOrchestratorApiRef';
import { DeleteApplicationButton } from './DeleteApplicationButton';

it('deletes an application after a second look, and stays open with what the server refuses', async () => {
  const deleteApplication = jest.fn();
  deleteApplication.mockRejectedValueOnce(new Error('It has environments.'));
  const onDeleted = jest.fn();
  renderInTestApp(
    <TestApiProvider
      apis={[
        [platformOrchestratorApiRef, { deleteApplication } as unknown as PlatformOrchestratorApi],
        [permissionApiRef, mockApis.permission({ authorize: AuthorizeResult.ALLOW })],
      ]}
    >
      <DeleteApplicationButton application="shop" onDeleted={onDeleted} />
    </TestApiProvider>,
  );
  await userEvent.click(await screen.findByRole('button', { name: 'Delete application…' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Delete shop?' }));
  expect(deleteApplication).not.toHaveBeenCalled();
  await userEvent.click(dialog.getByRole('button', { name: 'Delete' }));
  expect(await dialog.findByText(/It has environments/)).toBeVisible();
  expect(onDeleted).not.toHaveBeenCalled();
  await userEvent.click(dialog.getByRole('button', { name: 'Delete' }));
  await waitFor(() => expect(onDeleted).toHaveBeenCalled());
  expect(deleteApplication).toHaveBeenCalledWith('shop');
});
