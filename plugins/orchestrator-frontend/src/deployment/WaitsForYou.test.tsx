import { TestApiProvider, renderInTestApp } from '@backstage/frontend-test-utils';
import type { PlatformOrchestratorApi } from '@tutti/backstage-plugin-platform-orchestrator-common';
import { screen, waitFor } from '@testing-library/react';
import { platformOrchestratorApiRef } from '../api/platformOrchestratorApiRef';
import { deploymentOf } from '../testing/FakePlatformOrchestrator';
import { platformRouteRef } from '../routing/routes';
import { WaitsForYou } from './WaitsForYou';

function show(count: number, nextCursor?: string) {
  const asked: unknown[] = [];
  const items = Array.from({ length: count }, (_, at) => deploymentOf({ uid: `d-${at}` }));
  const api: Partial<PlatformOrchestratorApi> = {
    listDeploymentsUnderWay: async filter => {
      asked.push(filter);
      return { items, ...(nextCursor !== undefined && { nextCursor }) };
    },
  };
  renderInTestApp(
    <TestApiProvider apis={[[platformOrchestratorApiRef, api as PlatformOrchestratorApi]]}>
      <WaitsForYou />
    </TestApiProvider>,
    { mountedRoutes: { '/platform': platformRouteRef } },
  );
  return asked;
}

describe('what waits for the reader', () => {
  it('is counted, with the way to it', async () => {
    const asked = show(2);
    expect(await screen.findByText('2 deployments wait for you to approve them')).toBeVisible();
    expect(screen.getByRole('link', { name: 'Show them' })).toHaveAttribute(
      'href',
      '/platform/deployments?waitsFor=me',
    );
    expect(asked).toEqual([{ waitsFor: 'me', limit: 50 }]);
  });

  it('is said to be more where there is another page', async () => {
    show(50, 'next');
    expect(await screen.findByText(/^50 and more deployments wait/)).toBeVisible();
  });

  it('takes no room where nothing does', async () => {
    const asked = show(0);
    await waitFor(() => expect(asked).toHaveLength(1));
    expect(screen.queryByRole('link', { name: 'Show them' })).not.toBeInTheDocument();
  });
});
