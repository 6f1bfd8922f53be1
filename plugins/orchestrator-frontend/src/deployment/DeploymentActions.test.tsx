import { identityApiRef } from '@backstage/frontend-plugin-api';
import { TestApiProvider, mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import type {
  Deployment,
  PlatformOrchestratorApi,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { platformOrchestratorApiRef } from '../api/platformOrchestratorApiRef';
import { deploymentOf } from '../testing/FakePlatformOrchestrator';
import { DeploymentActions } from './DeploymentActions';

const BEN = 'user:default/ben';

function show(deployment: Deployment, me = BEN, allowed = true) {
  const calls: unknown[][] = [];
  const note =
    (name: string) =>
    async (...args: unknown[]) => {
      calls.push([name, ...args]);
      return deployment;
    };
  const api: Partial<PlatformOrchestratorApi> = {
    cancelDeployment: note('cancel'),
    retryDeployment: note('retry'),
    decideDeployment: note('decide'),
  };
  const authorize = allowed ? AuthorizeResult.ALLOW : AuthorizeResult.DENY;
  renderInTestApp(
    <TestApiProvider
      apis={[
        [platformOrchestratorApiRef, api as PlatformOrchestratorApi],
        [permissionApiRef, mockApis.permission({ authorize })],
        [identityApiRef, mockApis.identity({ userEntityRef: me })],
      ]}
    >
      <DeploymentActions deployment={deployment} onChange={() => {}} />
    </TestApiProvider>,
  );
  return calls;
}

describe('what can be done with a deployment', () => {
  const waiting = deploymentOf({
    status: 'awaiting-approval',
    planHash: 'hash',
    approvals: { required: 1, given: [], reason: 'Production asks for 1 approval.' },
  });

  it('is approved with a comment, about the plan on the page', async () => {
    const calls = show(waiting);
    await userEvent.click(await screen.findByRole('button', { name: 'Approve this plan' }));
    const dialog = await screen.findByRole('dialog', { name: 'Approve deployment #1?' });
    await userEvent.type(within(dialog).getByRole('textbox', { name: 'Comment' }), 'Looked at it');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Approve this plan' }));
    await waitFor(() =>
      expect(calls).toEqual([
        ['decide', 'd-1', { planHash: 'hash', verdict: 'approved', reason: 'Looked at it' }],
      ]),
    );
  });

  it('is not decided by who asked for it, and says why', async () => {
    show(waiting, 'user:default/ana');
    const button = await screen.findByRole('button', { name: 'Approve this plan' });
    await waitFor(() =>
      expect(button).toHaveAccessibleDescription(
        'This is your own request, so another person has to decide about it.',
      ),
    );
    expect(button).toBeDisabled();
    expect(screen.getByRole('button', { name: 'Reject' })).toBeDisabled();
  });

  it('is asked to stop', async () => {
    const calls = show(deploymentOf({ status: 'applying' }));
    await userEvent.click(await screen.findByRole('button', { name: 'Cancel' }));
    await waitFor(() => expect(calls).toEqual([['cancel', 'd-1']]));
  });

  it('says who asked it to stop', async () => {
    show(deploymentOf({ status: 'applying', cancelRequestedBy: BEN }));
    expect(await screen.findByText(/Cancelling, asked by ben/)).toBeVisible();
    expect(screen.getByRole('button', { name: 'Cancel' })).toBeDisabled();
  });

  it('is tried again when it did not succeed, by those who may deploy', async () => {
    const calls = show(deploymentOf({ status: 'failed' }));
    await userEvent.click(await screen.findByRole('button', { name: 'Retry' }));
    await waitFor(() => expect(calls).toEqual([['retry', 'd-1']]));
  });

  it('is not tried again by others', async () => {
    // Answers about permissions are kept for a while, so it is another environment than above.
    show(deploymentOf({ status: 'failed', environment: 'production' }), BEN, false);
    const button = await screen.findByRole('button', { name: 'Retry' });
    await waitFor(() =>
      expect(button).toHaveAccessibleDescription(/You may not deploy to production/),
    );
    expect(button).toBeDisabled();
  });

  it.each([
    { status: 'succeeded' as const },
    { status: 'superseded' as const },
    { status: 'failed' as const, planOnly: true },
    { status: 'failed' as const, kind: 'rollout' as const },
  ])('offers nothing for %p', async overrides => {
    show(deploymentOf(overrides));
    await new Promise(resolve => setTimeout(resolve, 100));
    expect(screen.queryByRole('button', { name: 'Retry' })).not.toBeInTheDocument();
  });
});
