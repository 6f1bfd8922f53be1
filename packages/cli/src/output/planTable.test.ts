import type { NodeId } from '@tutti/planner';
import { planProblemLines, planTable } from './planTable';

describe('the table of a plan', () => {
  it('says from which definition and driver to which something is adopted', () => {
    const [table] = planTable({
      problems: [],
      nodes: [
        {
          ...{
            action: 'adopt',
            node: 'postgres.default#db' as NodeId,
            reason: 'Why.',
            problems: [],
          },
          ...{ definition: 'rds', definitionVersion: 1, driver: 'terraform' },
          ...{ previousDefinition: 'postgres', previousDefinitionVersion: 1 },
          previousDriver: 'postgres-database',
        },
      ],
    });
    expect(table).toMatchObject({
      rows: [
        [
          ...['adopt', 'postgres.default#db', 'postgres -> rds', '1'],
          ...['postgres-database -> terraform', 'Why.'],
        ],
      ],
    });
  });
});

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
