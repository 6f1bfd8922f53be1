import type { PlanView } from '@tutti/backstage-plugin-platform-orchestrator-common';
import { render, screen } from '@testing-library/react';
import { PlanFindings } from './PlanFindings';
import { planIsRefused } from './PlanTable';

const planWith = (findings: PlanView['findings']) =>
  ({ nodes: [], problems: [], findings }) as unknown as PlanView;

describe('findings of policies', () => {
  it('say what was found, by which policy, and what it asks for', () => {
    const node = 'postgres.default#db' as never;
    const plan = planWith([
      { policy: 'cost', severity: 'information', message: 'It costs 3.' },
      { policy: 'data', severity: 'approval-needed', approvals: 2, message: 'Ask.', node },
      { policy: 'friday', severity: 'denied', message: 'Not on Fridays.' },
    ]);
    render(<PlanFindings plan={plan} />);
    expect(screen.getByText('It costs 3.')).toBeInTheDocument();
    expect(screen.getByText('Information by policy cost')).toBeInTheDocument();
    expect(
      screen.getByText('2 approvals needed by policy data for postgres.default#db'),
    ).toBeInTheDocument();
    expect(screen.getByText('Denied by policy friday')).toBeInTheDocument();
  });

  it('refuse a plan only where one denies it', () => {
    const finding = { policy: 'p', message: 'm' };
    expect(planIsRefused(planWith([{ ...finding, severity: 'approval-needed' }]))).toBe(false);
    expect(planIsRefused(planWith([{ ...finding, severity: 'denied' }]))).toBe(true);
    expect(planIsRefused(planWith(undefined))).toBe(false);
  });
});
