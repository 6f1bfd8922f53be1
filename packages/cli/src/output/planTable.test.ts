import type { NodeId } from '@tutti/planner';
import { planProblemLines } from './planTable';

describe('what is to be said about a plan', () => {
  it('ends with what policies found, and how much it weighs', () => {
    const node = 'postgres.default#db' as NodeId;
    expect(
      planProblemLines({
        nodes: [],
        problems: [],
        findings: [
          { policy: 'cost', severity: 'information', message: 'It costs 3.' },
          { policy: 'data', severity: 'approval-needed', approvals: 2, message: 'Ask.', node },
          { policy: 'friday', severity: 'denied', message: 'Not on Fridays.' },
        ],
      }),
    ).toEqual([
      'information: It costs 3. [policy cost]',
      'approval needed (2): Ask. [policy data, postgres.default#db]',
      'denied: Not on Fridays. [policy friday]',
    ]);
  });
});
