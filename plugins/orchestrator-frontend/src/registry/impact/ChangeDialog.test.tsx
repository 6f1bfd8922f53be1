import { TestApiProvider, renderInTestApp } from '@backstage/frontend-test-utils';
import type {
  ImpactReport,
  ImpactSummary,
  PlatformOrchestratorApi,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { NodeId } from '@tutti/planner';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { platformOrchestratorApiRef } from '../../api/platformOrchestratorApiRef';
import type { ConfirmedChange } from './ChangeDialog';
import { ChangeDialog } from './ChangeDialog';

function reportOf(uid: string, counts: Partial<ImpactSummary>): ImpactReport {
  const summary = {
    ...{ affected: 0, unaffected: 0, notEvaluated: 0, replaced: 0, destroyed: 0, blocked: 0 },
    ...{ destructive: 0, ...counts },
  };
  const node = {
    ...{ node: 'postgres.default#web.db' as NodeId, action: 'replace' as const, reason: 'Moved.' },
    ...{ actionBefore: 'unchanged' as const, stateful: true, replaces: true, destroys: false },
    ...{ destructive: true, knownAfter: false, differences: [] },
  };
  return {
    ...{ uid, status: 'done', change: {}, requestedBy: 'user:default/pia', createdAt: '', summary },
    environments: [
      {
        ...{ application: 'shop', environment: 'staging', environmentUid: 's' },
        ...{ environmentType: 'staging', result: 'affected', reason: '', nodes: [node] },
      },
      {
        ...{ application: 'shop', environment: 'broken', environmentUid: 'b' },
        ...{ environmentType: 'staging', result: 'not-evaluated', nodes: [] },
        reason: 'It is being deleted.',
      },
    ],
  };
}

function refusal(statusCode: number, error: object): Error {
  return Object.assign(new Error('Refused'), { statusCode, body: { error } });
}

function show(
  askImpact: () => Promise<ImpactReport>,
  onConfirm: (confirmed: ConfirmedChange) => Promise<void>,
  getImpact?: (uid: string) => Promise<ImpactReport>,
) {
  const onClose = jest.fn();
  const api = { askImpact, getImpact } as unknown as PlatformOrchestratorApi;
  renderInTestApp(
    <TestApiProvider apis={[[platformOrchestratorApiRef, api]]}>
      <ChangeDialog
        title="Save it?"
        confirmLabel="Save"
        change={{}}
        onConfirm={onConfirm}
        onClose={onClose}
      />
    </TestApiProvider>,
  );
  return { onClose, save: () => screen.findByRole('button', { name: 'Save' }) };
}

const destructive = { affected: 1, notEvaluated: 1, replaced: 1, destructive: 1 };

describe('the dialog before a change', () => {
  it('makes what takes something away only after an explicit yes, and confirms what was shown', async () => {
    const confirmed: ConfirmedChange[] = [];
    const { save, onClose } = show(
      async () => reportOf('r1', destructive),
      async change => void confirmed.push(change),
    );
    const user = userEvent.setup();
    const agree = await screen.findByRole('checkbox', { name: /1 resource replaced/ });
    expect(await save()).toBeDisabled();
    expect(screen.getByText('holds data')).toBeInTheDocument();
    expect(screen.getByText('It is being deleted.')).toBeInTheDocument();
    await user.click(agree);
    await user.click(await save());
    await waitFor(() => expect(onClose).toHaveBeenCalled());
    expect(confirmed).toEqual([{ confirmImpact: 'r1' }]);
  });

  it('asks for no yes where nothing is taken away, and says which report was seen', async () => {
    const confirmed: ConfirmedChange[] = [];
    const { save } = show(
      async () => reportOf('r1', { affected: 1 }),
      async change => void confirmed.push(change),
    );
    await screen.findByText(/1 environment would change/);
    expect(screen.queryByRole('checkbox')).not.toBeInTheDocument();
    await userEvent.setup().click(await save());
    await waitFor(() => expect(confirmed).toEqual([{ confirmImpact: 'r1' }]));
  });

  it('shows a newer report when more would be taken away by now, and wants another yes', async () => {
    const confirmed: ConfirmedChange[] = [];
    const { save, onClose } = show(
      async () => reportOf('r1', destructive),
      async change => {
        confirmed.push(change);
        if (change.confirmImpact === 'r1') {
          throw refusal(409, {
            report: reportOf('r2', { ...destructive, destroyed: 2, destructive: 3 }),
          });
        }
      },
    );
    const user = userEvent.setup();
    await user.click(await screen.findByRole('checkbox'));
    await user.click(await save());
    expect(await screen.findByText(/More would be taken away/)).toBeInTheDocument();
    expect(onClose).not.toHaveBeenCalled();
    expect(await save()).toBeDisabled();
    await user.click(screen.getByRole('checkbox', { name: /2 resources destroyed/ }));
    await user.click(await save());
    await waitFor(() => expect(onClose).toHaveBeenCalled());
    expect(confirmed.map(each => each.confirmImpact)).toEqual(['r1', 'r2']);
  });

  it('waits for the report of a large fleet that the world has moved away from, and wants another yes', async () => {
    const confirmed: ConfirmedChange[] = [];
    const pending: ImpactReport = { ...reportOf('r2', destructive), status: 'pending' };
    delete pending.summary;
    const { save } = show(
      async () => reportOf('r1', destructive),
      async change => {
        confirmed.push(change);
        if (change.confirmImpact === 'r1') {
          throw refusal(409, {
            message: 'Since the impact report r1 was made, the registry has moved.',
            report: pending,
          });
        }
      },
      async uid => reportOf(uid, { ...destructive, replaced: 7, destructive: 7 }),
    );
    const user = userEvent.setup();
    await user.click(await screen.findByRole('checkbox'));
    await user.click(await save());
    expect(await screen.findByText(/the registry has moved/)).toBeInTheDocument();
    expect(await screen.findByText(/the queue looks at them/)).toBeInTheDocument();
    expect(await save()).toBeDisabled();
    await user.click(
      await screen.findByRole('checkbox', { name: /7 resources replaced/ }, { timeout: 3_000 }),
    );
    await user.click(await save());
    await waitFor(() => expect(confirmed.map(each => each.confirmImpact)).toEqual(['r1', 'r2']));
  });

  it('lets nothing be saved unseen when the impact cannot be shown, but by those who may not see impacts', async () => {
    const { save } = show(
      async () => {
        throw new Error('The server is away.');
      },
      async () => {},
    );
    expect(await screen.findByText('The server is away.')).toBeInTheDocument();
    expect(await save()).toBeDisabled();
  });

  it('leaves the decision to the server for those who may not see impacts', async () => {
    const { save } = show(
      async () => {
        throw refusal(403, { message: 'You may not see impacts.' });
      },
      async () => {},
    );
    expect(await screen.findByText('You may not see impacts.')).toBeInTheDocument();
    expect(await save()).toBeEnabled();
  });
});
